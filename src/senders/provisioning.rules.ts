import type { OperatorInfo } from './registry-schema.ts';

/**
 * When an operator usually has answered a request of `openedAt`. Where requests are handled in monthly batches, one
 * after the cut-off day of its Persian month counts from the first day of the next.
 */
export function usuallyAnsweredBy(info: OperatorInfo, openedAt: Date, timeZone: string): Date {
  const opened = zoned(openedAt, timeZone);
  const late = info.cutOffDay !== undefined && opened.day > info.cutOffDay;
  const counted = late ? opened.with({ day: 1 }).add({ months: 1 }).startOfDay() : opened;
  return new Date(counted.epochMilliseconds + usualMs(info));
}

/** Requests opened before this instant are overdue at `at`: the inverse of `usuallyAnsweredBy`, for an index. */
export function overdueBefore(info: OperatorInfo, at: Date, timeZone: string): Date {
  const counted = zoned(new Date(at.getTime() - usualMs(info)), timeZone);
  if (info.cutOffDay === undefined || counted.day <= info.cutOffDay) return new Date(counted.epochMilliseconds);
  // What was opened after the cut-off of that month counts from the next, which is not overdue yet.
  return new Date(counted.with({ day: info.cutOffDay }).add({ days: 1 }).startOfDay().epochMilliseconds);
}

const usualMs = ({ usualDays }: OperatorInfo) => Math.round(usualDays.max * 24 * 60) * 60_000;

const zoned = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).withCalendar('persian');
