import { concatenationOf, decodeText } from './mo-text.ts';
import { type Delivery, splitUdh } from './pdu-read.ts';

/** A message from a subscriber. */
export interface MoMessage {
  /** The subscriber, `+` put before a number that is marked international (TON 1). */
  readonly from: string;
  /** The line or short code as the SMSC wrote it: its TON is not to be trusted. */
  readonly to: string;
  /** Empty where the message was binary. */
  readonly text: string;
  /** False where parts of a long message never came: `text` has those that did, in order. */
  readonly complete: boolean;
}

/** Says to the SMSC, once, what became of a delivery; later calls do nothing. */
export type Answer = (status: number) => void;

/** A message and the deliveries that it came in. */
export interface Assembled {
  readonly message: MoMessage;
  readonly answers: readonly Answer[];
}

/** Puts parts of long messages together. */
export interface MoAssembler {
  /**
   * Takes a delivery that is no receipt. Gives the message where it is whole with this part; else null, and the part is
   * kept until its companions come or `expire` gives it up.
   */
  take(delivery: Delivery, answer: Answer, now: number): Assembled | null;
  /** Gives up on messages older than the time-out (all of them for `now` = Infinity) and returns what there is. */
  expire(now: number): Assembled[];
  /** Messages that wait for parts. */
  readonly size: number;
}

interface Part {
  readonly delivery: Delivery;
  readonly octets: Buffer;
  readonly answer: Answer;
}

interface Waiting {
  readonly since: number;
  readonly parts: (Part | undefined)[];
}

/**
 * Makes an assembler that keeps at most `limit` unfinished messages for `timeoutMs` each: beyond that the oldest gives
 * way, as an incomplete message at the next `expire`. A part that comes twice replaces itself.
 */
export function createMoAssembler({ timeoutMs, limit }: { timeoutMs: number; limit: number }): MoAssembler {
  const waiting = new Map<string, Waiting>();
  const evicted: Waiting[] = [];
  return {
    take(delivery, answer, now) {
      const place = concatenationOf(delivery);
      const part = { delivery, octets: splitUdh(delivery).text, answer };
      if (!place) return assemble([part], true);
      const key = `${delivery.source.address}>${delivery.destination.address}#${place.reference}/${place.total}`;
      const entry = waiting.get(key) ?? { since: now, parts: new Array<Part | undefined>(place.total).fill(undefined) };
      // What came from the socket is a view into a chunk that would be kept whole with it.
      entry.parts[place.part - 1] = { ...part, octets: Buffer.from(part.octets) };
      waiting.set(key, entry);
      if (entry.parts.every((known) => known !== undefined)) {
        waiting.delete(key);
        return assemble(entry.parts, true);
      }
      if (waiting.size > limit) evictOldest();
      return null;
    },
    expire(now) {
      for (const [key, entry] of waiting) {
        if (entry.since + timeoutMs > now) break;
        waiting.delete(key);
        evicted.push(entry);
      }
      return evicted.splice(0).map(({ parts }) => assemble(parts, false));
    },
    get size() {
      return waiting.size + evicted.length;
    },
  };

  function evictOldest(): void {
    for (const [key, entry] of waiting) {
      waiting.delete(key);
      evicted.push(entry);
      return;
    }
  }
}

function assemble(all: readonly (Part | undefined)[], complete: boolean): Assembled {
  const parts = all.filter((part) => part !== undefined);
  const [first] = parts as [Part, ...Part[]];
  const { source, destination } = first.delivery;
  return {
    message: { from: withPlus(source), to: destination.address, text: textOf(parts), complete },
    answers: parts.map(({ answer }) => answer),
  };
}

/** Parts of one coding are joined as octets, since a character may be cut by their border. */
function textOf(parts: readonly Part[]): string {
  const codings = new Set(parts.map(({ delivery }) => delivery.dataCoding));
  const [coding = 0] = codings;
  if (codings.size === 1) return decodeText(coding, Buffer.concat(parts.map(({ octets }) => octets))) ?? '';
  return parts.map(({ delivery, octets }) => decodeText(delivery.dataCoding, octets) ?? '').join('');
}

function withPlus({ address, ton }: { address: string; ton: number }): string {
  return ton === 1 && /^\d+$/.test(address) ? `+${address}` : address;
}
