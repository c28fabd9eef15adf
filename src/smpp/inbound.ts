import { RESPONSE_BIT } from './commands.ts';
import { createDeadlineMap } from './deadline-map.ts';
import { type Answer, type Assembled, createMoAssembler } from './mo.ts';
import { ProtocolError } from './pdu-framer.ts';
import { commandId, type Delivery, readDelivery, sequenceNumber } from './pdu-read.ts';
import { deliveryResponse } from './pdu-write.ts';
import { readReceipt } from './receipt.ts';
import type { RouteSettings } from './route-settings.ts';
import type { SessionCounters, SessionHandlers, SessionLog } from './session-types.ts';
import { status } from './statuses.ts';

/** How long the answer to a part of a long MO waits for the other parts: some SMSCs send one at a time. */
const HOLD_PART_MS = 1000;
/** Unfinished long messages kept in memory. */
const ASSEMBLY_LIMIT = 1000;
const SWEEP_MS = 1000;

/** What comes from the SMSC unasked, over all the connections of a session. */
export interface Inbound {
  /** Takes a deliver_sm or data_sm; `reply` gets its response once the handler is done with it. */
  take(pdu: Buffer, reply: (response: Buffer) => void): void;
  /** Deliveries that have not been answered. */
  readonly backlog: number;
  /** Hands over unfinished long messages and resolves when no handler is at work. */
  drain(): Promise<void>;
}

interface InboundOptions {
  readonly route: RouteSettings;
  readonly handlers: SessionHandlers;
  readonly counters: SessionCounters;
  readonly log: SessionLog;
  /** Called whenever the backlog has shrunk. */
  readonly settled: () => void;
}

/**
 * Makes the inbound side. A delivery is answered only when its handler has resolved (status 0) or failed
 * (ESME_RX_T_APPN: the SMSC keeps it and sends it again); a handler that takes longer than `handlerTimeoutMs` counts as
 * failed. A body that cannot be read inside a sound frame is answered with the same temporary failure: throwing the
 * connection away would only bring it back.
 */
export function createInbound({ route, handlers, counters, log, settled }: InboundOptions): Inbound {
  const assembler = createMoAssembler({ timeoutMs: route.moTimeoutMs, limit: ASSEMBLY_LIMIT });
  const open = createDeadlineMap<Answer>(route.handlerTimeoutMs, (_, answer) => {
    log.error({ afterMs: route.handlerTimeoutMs }, 'a delivery was not handled in time');
    answer(status.temporaryFailure);
  });
  const working = new Set<Promise<void>>();
  let nextKey = 1;
  let sweeper: NodeJS.Timeout | null = null;

  return {
    get backlog() {
      return open.size;
    },
    take(pdu, reply) {
      const answer = answerOnce(pdu, reply);
      try {
        dispatch(readDelivery(pdu), answer);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        log.error({ reason: error.message }, 'a delivery cannot be read');
        answer(status.temporaryFailure);
      }
    },
    async drain() {
      expire(Number.POSITIVE_INFINITY);
      while (working.size > 0) await Promise.all(working);
    },
  };

  function dispatch(delivery: Delivery, answer: Answer): void {
    const receipt = readReceipt(delivery, route);
    if (receipt) {
      counters.receipts++;
      run(() => handlers.onReceipt(receipt), [answer]);
      return;
    }
    const assembled = assembler.take(delivery, answer, performance.now());
    if (assembled) {
      handOver(assembled);
      return;
    }
    setTimeout(answer, HOLD_PART_MS, status.ok).unref();
    sweeper ??= setInterval(() => expire(performance.now()), SWEEP_MS);
  }

  function handOver({ message, answers }: Assembled): void {
    counters.mo++;
    run(() => handlers.onMo(message), answers);
  }

  function run(handle: () => Promise<void> | void, answers: readonly Answer[]): void {
    const work = (async () => handle())().then(
      () => {
        for (const answer of answers) answer(status.ok);
      },
      (error: unknown) => {
        log.error({ reason: reasonOf(error) }, 'a delivery could not be handled');
        for (const answer of answers) answer(status.temporaryFailure);
      },
    );
    working.add(work);
    void work.then(() => working.delete(work));
  }

  function expire(now: number): void {
    for (const assembled of assembler.expire(now)) handOver(assembled);
    if (assembler.size > 0 || !sweeper) return;
    clearInterval(sweeper);
    sweeper = null;
  }

  function answerOnce(pdu: Buffer, reply: (response: Buffer) => void): Answer {
    const key = nextKey++;
    const id = (commandId(pdu) | RESPONSE_BIT) >>> 0;
    const sequence = sequenceNumber(pdu);
    let answered = false;
    const answer: Answer = (code) => {
      if (answered) return;
      answered = true;
      open.take(key);
      reply(deliveryResponse(id, sequence, code));
      settled();
    };
    open.set(key, answer);
    return answer;
  }
}

/** The kind of an error without its words: those of a database quote the row, with its number and text. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.name : `${error.name} ${code}`;
}
