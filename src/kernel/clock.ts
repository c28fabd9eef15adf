/** Where the present moment comes from; a value, so that tests and replays choose it. */
export interface Clock {
  now(): Temporal.Instant;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A clock that stands still until it is set. */
export function fixedClock(start: string | Temporal.Instant): Clock & { set(at: string | Temporal.Instant): void } {
  let at = Temporal.Instant.from(start);
  return {
    now: () => at,
    set: (next) => {
      at = Temporal.Instant.from(next);
    },
  };
}

/** Converts an instant to the Date that the database driver understands (millisecond precision). */
export function toDate(at: Temporal.Instant): Date {
  return new Date(at.epochMilliseconds);
}

/** Converts what the database driver returns for a timestamptz to an instant. */
export function toInstant(at: Date | string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(new Date(at).getTime());
}

const WRITTEN =
  /^(\d{4}-\d\d-\d\d)[Tt ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Reads a time as RFC 3339 writes it, with an offset, into epoch milliseconds; NaN for anything else, for a day that no
 * calendar has (30 February, which Date.parse takes for 2 March), and for a year of UTC that has no four digits.
 */
export function parseInstant(written: string): number {
  const day = WRITTEN.exec(written)?.[1];
  if (day === undefined || !isDay(day)) return Number.NaN;
  const at = Date.parse(written);
  return at >= FIRST && at <= LAST ? at : Number.NaN;
}

function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
