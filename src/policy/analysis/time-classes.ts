import type { CompiledPack } from '../compiled-pack.ts';
import { isOpen } from '../window.ts';
import { windowKey } from './axes.ts';

const QUARTER = 900_000;
const DAY = 86_400_000;

/** An instant that stands for all at which the same windows are open. */
export interface TimeClass {
  readonly at: Temporal.Instant;
  /** Keys of the windows that are open then. */
  readonly open: ReadonlySet<string>;
}

/** Instants that the windows of some packs tell apart, the unremarkable one first. */
export interface TimeClasses {
  readonly zone: string;
  readonly classes: readonly TimeClass[];
}

/**
 * Finds the combinations of open and closed windows that really occur: each quarter of an hour of the fortnight from
 * `from`, and each hour of the days that the packs' calendars name. A window that opens and shuts between two
 * quarters is not seen.
 */
export function timeClasses(packs: readonly CompiledPack[], zone: string, from: Temporal.Instant): TimeClasses {
  const windows = packs.flatMap((pack) =>
    pack.rules.flatMap((rule) =>
      rule.window === undefined ? [] : [{ key: windowKey(rule.window), window: rule.window }],
    ),
  );
  const found = new Map<string, TimeClass>();
  for (const ms of instants(packs, from.epochMilliseconds)) {
    const open = new Set(windows.filter(({ window }) => isOpen(window, zone, ms)).map(({ key }) => key));
    const id = [...open].sort().join();
    if (!found.has(id)) found.set(id, { at: Temporal.Instant.fromEpochMilliseconds(ms), open });
  }
  const classes = [...found.values()].sort((a, b) => b.open.size - a.open.size);
  return { zone, classes };
}

function* instants(packs: readonly CompiledPack[], from: number): Generator<number> {
  for (let ms = from; ms < from + 14 * DAY; ms += QUARTER) yield ms;
  for (const calendar of packs.flatMap((pack) => pack.calendars)) {
    for (const day of calendar.days) yield* hoursFrom(day * DAY, (day + 1) * DAY);
    for (const period of calendar.periods) yield* hoursFrom(period.from - DAY, period.to + DAY);
  }
}

/** A day is widened on both sides, since its hours here are in no particular zone. */
function* hoursFrom(from: number, to: number): Generator<number> {
  for (let ms = from - DAY / 2; ms < to + DAY / 2; ms += 4 * QUARTER) yield ms;
}
