import { z } from 'zod';
import type { PackFault } from './fault.ts';
import { zodFaults } from './zod-faults.ts';

const DAY = 86_400_000;

/** A stretch of local wall time, in milliseconds as if it were UTC; `from` inclusive, `to` exclusive. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Named days (as days since 1970-01-01) or stretches of wall time that windows refer to. */
export interface Calendar {
  readonly id: string;
  readonly days: ReadonlySet<number>;
  readonly periods: readonly Period[];
  /** Last date that the calendar knows about; later dates are treated as ordinary days. */
  readonly knownUntil: string;
  readonly source: CalendarSource;
}

const plainDate = z.iso.date();
const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a local date and time, e.g. 2024-06-27T08:00');

/** `expected`: announced or due, while no source says that it came to pass; it shuts windows all the same. */
const status = z.enum(['confirmed', 'expected']).default('confirmed');

export const calendarSchema = z.strictObject({
  calendar: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.strictObject({ fa: z.string().min(1), en: z.string().min(1) }),
  source: z.string().min(1),
  confidence: z.enum(['high', 'medium', 'low']),
  note: z.string().optional(),
  knownUntil: plainDate,
  days: z.array(z.strictObject({ date: plainDate, until: plainDate.optional(), name: z.string(), status })).default([]),
  periods: z.array(z.strictObject({ from: localTime, to: localTime, name: z.string(), status })).default([]),
});
export type CalendarSource = z.infer<typeof calendarSchema>;

/** Reads a calendar document; answers the calendar, or every fault in it. */
export function readCalendar(document: unknown): Calendar | readonly PackFault[] {
  const parsed = calendarSchema.safeParse(document);
  if (!parsed.success) return zodFaults(parsed.error);
  const source = parsed.data;
  const faults = source.days.flatMap(({ date, until }, index) =>
    until !== undefined && until < date ? [{ path: `days.${index}`, message: 'ends before it starts' }] : [],
  );
  for (const [index, { from, to }] of source.periods.entries()) {
    if (!(localMs(from) < localMs(to))) faults.push({ path: `periods.${index}`, message: 'ends before it starts' });
  }
  if (faults.length > 0) return faults;
  const days = new Set<number>();
  for (const { date, until } of source.days) {
    for (let day = dayNumber(date); day <= dayNumber(until ?? date); day += 1) days.add(day);
  }
  const periods = source.periods.map(({ from, to }) => ({ from: localMs(from), to: localMs(to) }));
  return { id: source.calendar, days, periods, knownUntil: source.knownUntil, source };
}

const dayNumber = (date: string) => Date.parse(`${date}T00:00Z`) / DAY;
const localMs = (time: string) => Date.parse(`${time}Z`);

/** Names of the entries that cover a local time (wall-clock milliseconds since 1970), saying so of expected ones. */
export function entriesAt({ source }: Calendar, local: number): readonly string[] {
  const date = new Date(local).toISOString().slice(0, 10);
  const days = source.days.filter((entry) => entry.date <= date && date <= (entry.until ?? entry.date));
  const periods = source.periods.filter(({ from, to }) => localMs(from) <= local && local < localMs(to));
  return [...days, ...periods].map(({ name, status }) => (status === 'expected' ? `${name} (expected)` : name));
}

/** Entries that were only expected and are over at a date: by now somebody knows whether they came to pass. */
export function overdueEntries({ source }: Calendar, today: string): readonly { name: string; date: string }[] {
  const entries = [
    ...source.days.map(({ date, until, name, status }) => ({ name, status, date, end: until ?? date })),
    ...source.periods.map(({ from, to, name, status }) => ({ name, status, date: from.slice(0, 10), end: to })),
  ];
  const overdue = entries.filter(({ status, end }) => status === 'expected' && end < today);
  return overdue.map(({ name, date }) => ({ name, date }));
}
