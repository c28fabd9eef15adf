import type { Cap, CompiledPack } from '../compiled-pack.ts';

const MINUTE = 60_000;

/** A history of earlier sends that stands for all with which the same caps are full. */
export interface SendClass {
  /** How long before the request each send was, in milliseconds, newest first. */
  readonly ages: readonly number[];
  /** Keys of the caps that are full. */
  readonly full: ReadonlySet<string>;
}

interface CapLimit {
  readonly key: string;
  readonly limit: number;
  readonly within: number;
}

/** The same cap in two packs, whatever it is called there. */
export const capKey = ({ limit, within }: Cap) => `${limit} within ${within}`;

/** For each list of sends that caps count, the histories that the caps of some packs tell apart, the empty one first. */
export function sendClasses(packs: readonly CompiledPack[]): ReadonlyMap<string, readonly SendClass[]> {
  const caps = new Map<string, CapLimit[]>();
  for (const { cap } of packs.flatMap(({ rules }) => rules)) {
    if (cap === undefined) continue;
    const known = caps.get(cap.fact) ?? [];
    known.push({ key: capKey(cap), limit: cap.limit, within: cap.within });
    caps.set(cap.fact, known);
  }
  return new Map([...caps].map(([fact, limits]) => [fact, classesOf(limits)]));
}

function classesOf(caps: readonly CapLimit[]): readonly SendClass[] {
  const spans = [...new Set(caps.map((cap) => cap.within))].sort((a, b) => a - b);
  const counts = [0, ...new Set(caps.map((cap) => cap.limit))].sort((a, b) => a - b);
  const classes = new Map<string, SendClass>();
  for (const ages of histories(spans, counts)) {
    const full = caps.filter((cap) => ages.filter((age) => age < cap.within).length >= cap.limit).map(({ key }) => key);
    const id = [...new Set(full)].sort().join();
    if (!classes.has(id)) classes.set(id, { ages, full: new Set(full) });
  }
  return [...classes.values()];
}

/** Histories with each possible count of sends within each span; a wider span holds at least as many. */
function histories(spans: readonly number[], counts: readonly number[]): readonly (readonly number[])[] {
  let found: (readonly number[])[] = [[]];
  spans.forEach((_, index) => {
    const age = (spans[index - 1] ?? 0) + MINUTE;
    found = found.flatMap((ages) =>
      counts
        .filter((count) => count >= ages.length)
        .map((count) => [...ages, ...Array.from({ length: count - ages.length }, () => age)]),
    );
  });
  return found;
}
