import type { OperatorInfo } from './registry-schema.ts';

/**
 * When an operator usually has answered a request of `openedAt`. Where requests are handled in monthly batches, one
 * after the cut-off day of its Persian month counts from the first day of the next.
 */
export function usuallyAnsweredBy(info: OperatorInfo, openedAt: Date, timeZone: string): Date {
  const opened = Temporal.Instant.fromEpochMilliseconds(openedAt.getTime()).toZonedDateTimeISO(timeZone);
  const counted = info.cutOffDay === undefined ? opened : fromBatch(opened, info.cutOffDay);
  const due = counted.add({ minutes: Math.round(info.usualDays.max * 24 * 60) });
  return new Date(due.epochMilliseconds);
}

function fromBatch(opened: Temporal.ZonedDateTime, cutOffDay: number): Temporal.ZonedDateTime {
  const persian = opened.withCalendar('persian');
  if (persian.day <= cutOffDay) return opened;
  return persian.with({ day: 1 }).add({ months: 1 }).startOfDay().withCalendar('iso8601');
}
