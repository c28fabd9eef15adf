/** Says how fast a route may be sent to. */
export interface Pacer {
  /** How many of `wanted` may be sent at `now` (milliseconds of a monotonic clock); they count as sent. */
  take(wanted: number, now: number): number;
  /** Milliseconds until at least one more may be sent; 0 where one may now. */
  waitMs(now: number): number;
  /** The SMSC said that it was too fast. */
  throttled(now: number): void;
  /** Sets the configured rate anew; what was slowed down stays so. */
  setCeiling(tps: number | null): void;
  /** Submits per second at present; Infinity where nothing limits them. */
  readonly rate: number;
}

const SECOND = 1000;
/** A cut counts from no less: one complaint in quiet traffic shall not bring a route to a stand. */
const LEAST_CUT_FROM = 10;
/** An SMSC without a configured rate that has not complained for this long is trusted again with any rate. */
const FORGET_MS = 60_000;

/**
 * Makes a token bucket of `tps` a second (null: no limit of its own) that halves its rate when the SMSC throttles, once
 * per second of complaints since those are answers to what was already on the wire, and then wins back a quarter a second.
 * The burst is 40 ms worth, and the refill is lessened by it, so that no second sees more than `tps`.
 */
export function createPacer(tps: number | null): Pacer {
  let ceiling = tps ?? Number.POSITIVE_INFINITY;
  let rate = ceiling;
  let tokens = burstOf(rate);
  let filledAt = 0;
  let changedAt = Number.NEGATIVE_INFINITY;
  let cutAt = Number.NEGATIVE_INFINITY;
  const sent = { second: 0, now: 0, before: 0 };

  return {
    take(wanted, now) {
      recover(now);
      fill(now);
      const granted = rate === Number.POSITIVE_INFINITY ? wanted : Math.min(wanted, Math.floor(tokens));
      tokens -= rate === Number.POSITIVE_INFINITY ? 0 : granted;
      count(granted, now);
      return granted;
    },
    waitMs(now) {
      if (rate === Number.POSITIVE_INFINITY) return 0;
      fill(now);
      return tokens >= 1 ? 0 : ((1 - tokens) * SECOND) / refillOf(rate);
    },
    throttled(now) {
      if (now - cutAt < SECOND) return;
      count(0, now);
      rate = Math.max(1, Math.min(rate, Math.max(LEAST_CUT_FROM, sent.now, sent.before)) / 2);
      tokens = 0;
      filledAt = now;
      cutAt = changedAt = now;
    },
    setCeiling(next) {
      const slowed = rate < ceiling;
      ceiling = next ?? Number.POSITIVE_INFINITY;
      rate = slowed ? Math.min(rate, ceiling) : ceiling;
      tokens = Math.min(tokens, burstOf(rate));
    },
    get rate() {
      return rate;
    },
  };

  function recover(now: number): void {
    if (rate >= ceiling || now - changedAt < SECOND) return;
    changedAt = now;
    rate = Math.min(ceiling, rate + Math.max(1, rate / 4));
    if (ceiling === Number.POSITIVE_INFINITY && now - cutAt >= FORGET_MS) rate = ceiling;
  }

  function fill(now: number): void {
    if (rate !== Number.POSITIVE_INFINITY) {
      tokens = Math.min(burstOf(rate), tokens + (Math.max(0, now - filledAt) * refillOf(rate)) / SECOND);
    }
    filledAt = now;
  }

  function count(more: number, now: number): void {
    const second = Math.floor(now / SECOND);
    if (second !== sent.second) {
      sent.before = second === sent.second + 1 ? sent.now : 0;
      sent.now = 0;
      sent.second = second;
    }
    sent.now += more;
  }
}

const burstOf = (rate: number): number => Math.max(1, Math.floor(rate / 25));
const refillOf = (rate: number): number => rate - burstOf(rate) + 1;
