const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What passes before each further try; the last one is repeated until a day is over. */
const DELAYS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];
/** After this long without success nothing more is tried. */
export const GIVE_UP_MS = 24 * HOUR;

/**
 * When a webhook that was first owed at `since` is tried again after its n-th failed try (n from 1), or null when it has
 * been tried for a day. The last try is made when the day ends. `chance` from 0 to 1 spreads tries by a tenth.
 */
export function nextTry(since: Date, at: Date, tries: number, chance: number): Date | null {
  const end = since.getTime() + GIVE_UP_MS;
  if (at.getTime() >= end) return null;
  const delay = DELAYS[Math.min(tries, DELAYS.length) - 1] ?? SECOND;
  return new Date(Math.min(end, at.getTime() + delay * (1 + chance / 10)));
}
