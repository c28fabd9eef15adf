/** What is known of one segment: the SMSC took it, or what a receipt said; `uncertain` where its answer was lost. */
export type PartState = 'uncertain' | 'submitted' | 'undeliverable' | 'expired' | 'rejected' | 'delivered';

/** States by the number of the segment, from '1'. */
export type PartStates = Readonly<Record<string, PartState>>;

/** How final a state is: a state gives way only to a greater one, so duplicates and stragglers change nothing. */
export function partStateRank(state: PartState | undefined): number {
  if (state === 'delivered') return 3;
  if (state === 'undeliverable' || state === 'expired' || state === 'rejected') return 2;
  return state === 'submitted' ? 1 : 0;
}

/** Adds what was learnt to what was known. The database has the same rule as `merge_part_states`. */
export function mergePartStates(known: PartStates, fresh: PartStates): PartStates {
  const news = Object.entries(fresh).filter(
    ([part, state]) => known[part] === undefined || partStateRank(state) > partStateRank(known[part]),
  );
  return { ...known, ...Object.fromEntries(news) };
}

/**
 * The status that the segments give their message: delivered when all are, failed as the first failed one, else what it
 * was otherwise. The database has the same rule as `status_of_parts`.
 */
export function statusOfParts<S>(states: PartStates, parts: number, otherwise: S): PartState | S {
  const known = Object.entries(states).sort(([a], [b]) => Number(a) - Number(b));
  if (known.filter(([, state]) => state === 'delivered').length >= parts) return 'delivered';
  return known.find(([, state]) => partStateRank(state) === 2)?.[1] ?? otherwise;
}
