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
