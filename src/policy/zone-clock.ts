/** A stretch of time in which a zone keeps one offset: `from` inclusive, `to` exclusive, epoch milliseconds. */
export interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

const spansByZone = new Map<string, OffsetSpan[]>();

/**
 * The span of constant UTC offset of an IANA zone that an instant lies in. Temporal finds each span once; after
 * that a lookup is a few comparisons, since Temporal costs microseconds and windows are checked for every message.
 * Throws RangeError for a zone that does not exist.
 */
export function offsetSpan(zone: string, ms: number): OffsetSpan {
  const known = spansByZone.get(zone);
  if (known !== undefined) {
    for (const span of known) if (ms >= span.from && ms < span.to) return span;
  }
  const span = findSpan(zone, ms);
  if (known === undefined) spansByZone.set(zone, [span]);
  else known.unshift(span);
  return span;
}

function findSpan(zone: string, ms: number): OffsetSpan {
  const here = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  // 'previous' is strictly earlier; a transition at `ms` itself starts the span, hence the nanosecond.
  const previous = here.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const next = here.getTimeZoneTransition('next');
  return {
    from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: here.offsetNanoseconds / 1_000_000,
  };
}

/** Whether an IANA time zone of that name exists. */
export function zoneExists(zone: string): boolean {
  try {
    offsetSpan(zone, 0);
    return true;
  } catch {
    return false;
  }
}
