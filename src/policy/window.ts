import { type Calendar, entriesAt } from './calendar.ts';
import { offsetSpan } from './zone-clock.ts';

export const DAY = 86_400_000;
const MINUTE = 60_000;

/** Part of a local day, as milliseconds of wall time from midnight; `from` inclusive, `to` exclusive. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Hours that are open on the days that match; `weekdays` are 1 (Monday) to 7, empty `calendars` add nothing. */
export interface DayHours {
  readonly weekdays: readonly number[];
  readonly calendars: readonly Calendar[];
  readonly hours: readonly Hours[];
}

/** When something may happen, by the recipient's wall clock: the first line of `days` that fits a date decides it. */
export interface Window {
  readonly name: string;
  readonly days: readonly DayHours[];
  readonly closed: readonly Calendar[];
}

/** Parses `08:00-22:00`; undefined if it is not two times of one day in that order (24:00 may end it). */
export function parseHours(source: string): Hours | undefined {
  const match = /^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(source);
  if (match === null) return undefined;
  const [from, to] = [minutes(match[1], match[2]), minutes(match[3], match[4])];
  return from < to && to <= 24 * 60 ? { from: from * MINUTE, to: to * MINUTE } : undefined;
}

const minutes = (hour = '0', minute = '0') => Number(hour) * 60 + Number(minute);

/** Day of the week of a day counted from 1970-01-01 (a Thursday): 1 is Monday, 7 is Sunday. */
const weekday = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;

const fits = (line: DayHours, day: number) =>
  line.weekdays.includes(weekday(day)) || line.calendars.some((calendar) => calendar.days.has(day));

function hoursOn(window: Window, day: number): readonly Hours[] {
  for (const line of window.days) if (fits(line, day)) return line.hours;
  return [];
}

/** The first local time at or after `local` (wall-clock milliseconds since 1970) that is open, or null before `limit`. */
function nextOpenLocal(window: Window, local: number, limit: number): number | null {
  let candidate = local;
  while (candidate < limit) {
    const day = Math.floor(candidate / DAY);
    const time = candidate - day * DAY;
    const hours = hoursOn(window, day).find((part) => time < part.to);
    if (hours === undefined) {
      candidate = (day + 1) * DAY;
      continue;
    }
    const open = day * DAY + Math.max(time, hours.from);
    const closedUntil = endOfClosure(window, open);
    if (closedUntil === open) return open < limit ? open : null;
    candidate = closedUntil;
  }
  return null;
}

/** Where the closure that covers a local time ends; the time itself if none covers it. */
function endOfClosure(window: Window, local: number): number {
  for (const calendar of window.closed) {
    if (calendar.days.has(Math.floor(local / DAY))) return (Math.floor(local / DAY) + 1) * DAY;
    for (const period of calendar.periods) if (local >= period.from && local < period.to) return period.to;
  }
  return local;
}

/** Whether a window is open in a zone at an instant (epoch milliseconds). */
export function isOpen(window: Window, zone: string, ms: number): boolean {
  const local = ms + offsetSpan(zone, ms).offset;
  return nextOpenLocal(window, local, local + 1) !== null;
}

/** Whether a window is open in every zone where the recipient may be; false if none is known. */
export function isOpenEverywhere(window: Window, zones: readonly string[], ms: number): boolean {
  for (const zone of zones) if (!isOpen(window, zone, ms)) return false;
  return zones.length > 0;
}

/**
 * The first instant at or after `ms` at which a window is open in a zone, or null if there is none before `limit`.
 * Exact on days when the clock moves: each span of constant offset is searched in its own wall time, so hours that
 * do not exist are skipped and hours that come twice are open twice.
 */
export function nextOpen(window: Window, zone: string, ms: number, limit: number): number | null {
  let from = ms;
  while (from < limit) {
    const span = offsetSpan(zone, from);
    const end = Math.min(span.to, limit);
    const local = nextOpenLocal(window, from + span.offset, end + span.offset);
    if (local !== null) return local - span.offset;
    from = span.to;
  }
  return null;
}

/** The first instant at or after `ms` at which a window is open in all zones, or null if there is none before `limit`. */
export function nextOpenEverywhere(window: Window, zones: readonly string[], ms: number, limit: number): number | null {
  let candidate = ms;
  for (let settled = 0, i = 0; settled < zones.length; i = (i + 1) % zones.length) {
    const open = nextOpen(window, zones[i] ?? '', candidate, limit);
    if (open === null) return null;
    settled = open === candidate ? settled + 1 : 1;
    candidate = open;
  }
  return zones.length > 0 ? candidate : null;
}

/** Names of the calendar entries by which a window has other hours, or none, at an instant in any of the zones. */
export function specialDays(window: Window, zones: readonly string[], ms: number): readonly string[] {
  if (window.closed.length === 0 && window.days.every(({ calendars }) => calendars.length === 0)) return [];
  const names = zones.flatMap((zone) => {
    const local = ms + offsetSpan(zone, ms).offset;
    const line = window.days.find((each) => fits(each, Math.floor(local / DAY)));
    return [...window.closed, ...(line?.calendars ?? [])].flatMap((calendar) => entriesAt(calendar, local));
  });
  return [...new Set(names)];
}
