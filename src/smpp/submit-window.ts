import { command } from './commands.ts';
import { createDeadlineMap } from './deadline-map.ts';
import { answerKey } from './message-id.ts';
import { commandId, commandStatus, readMessageId, sequenceNumber } from './pdu-read.ts';
import { submitSize, writeSubmit } from './pdu-write.ts';
import type { RouteSettings } from './route-settings.ts';
import { refusalOf, status } from './statuses.ts';
import type { Accepted, Refused, Unknown } from './submit-message.ts';
import type { QueuedSubmit } from './submit-queue.ts';

/** The submits of one connection that are on the wire without an answer. */
export interface SubmitWindow {
  readonly size: number;
  readonly room: number;
  /** Encodes a batch into one run of octets and begins to wait for its answers. */
  write(batch: readonly QueuedSubmit[], nextSequence: () => number): Buffer;
  /** Takes a submit_sm_resp or generic_nack. */
  answered(pdu: Buffer): void;
  /** Settles all that wait: the connection is over. */
  abandon(why: Unknown['why']): void;
  /** Stops and starts the clock of the deadlines, while nothing is read. */
  suspend(): void;
  resume(): void;
}

interface WindowOptions {
  readonly route: Pick<RouteSettings, 'window' | 'responseTimeoutMs' | 'retry' | 'receiptIdBase'>;
  /** A place has become free. */
  readonly freed: () => void;
  /** The answer to a submit whose time was over. */
  readonly late: (reference: string, answer: Accepted | Refused) => void;
}

/** Answers that may come after their time are remembered for this many submits. */
const LATE_LIMIT = 10_000;

/** Makes an empty window. A submit without an answer in `responseTimeoutMs` ends as `unknown` and frees its place. */
export function createSubmitWindow({ route, freed, late }: WindowOptions): SubmitWindow {
  const overdue = new Map<number, string | undefined>();
  const open = createDeadlineMap<QueuedSubmit>(route.responseTimeoutMs, (sequence, submit) => {
    overdue.set(sequence, submit.message.reference);
    const [oldest] = overdue.keys();
    if (overdue.size > LATE_LIMIT && oldest !== undefined) overdue.delete(oldest);
    submit.settle({ outcome: 'unknown', why: 'timeout' });
    freed();
  });

  return {
    get size() {
      return open.size;
    },
    get room() {
      return route.window - open.size;
    },
    write(batch, nextSequence) {
      let size = 0;
      for (const { message } of batch) size += submitSize(message);
      const octets = Buffer.allocUnsafe(size);
      let at = 0;
      for (const submit of batch) {
        const sequence = nextSequence();
        at = writeSubmit(octets, at, submit.message, sequence);
        open.set(sequence, submit);
      }
      return octets;
    },
    answered(pdu) {
      const sequence = sequenceNumber(pdu);
      const submit = open.take(sequence);
      if (submit) {
        submit.settle(outcomeOf(pdu));
        freed();
        return;
      }
      const reference = overdue.get(sequence);
      overdue.delete(sequence);
      if (reference !== undefined) late(reference, outcomeOf(pdu));
    },
    abandon(why) {
      for (const { settle } of open.drain()) settle({ outcome: 'unknown', why });
    },
    suspend: () => open.suspend(),
    resume: () => open.resume(),
  };

  function outcomeOf(pdu: Buffer): Accepted | Refused {
    const code = commandStatus(pdu);
    if (code !== status.ok || commandId(pdu) === command.genericNack) {
      return { outcome: 'refused', ...refusalOf(code, route.retry) };
    }
    const messageId = readMessageId(pdu);
    return { outcome: 'accepted', messageId, messageKey: answerKey(messageId, route.receiptIdBase) };
  }
}
