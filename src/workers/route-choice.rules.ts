/** What decides whether a route may take a message. */
export interface RouteTraits {
  /** Mobile operators that it reaches; empty: all. */
  operators: readonly string[];
  /** Line classes that it takes; empty: all. */
  lineClasses: readonly string[];
  /** The lowest goes first; others stand in. */
  rank: number;
  weight: number;
}

/** Whether a route takes messages of a lane (`<operator>/<line class>`). */
export function takesLane({ operators, lineClasses }: RouteTraits, lane: string): boolean {
  const [operator = '', lineClass = ''] = lane.split('/');
  const reaches = operators.length === 0 || operators.includes(operator);
  return reaches && (lineClasses.length === 0 || lineClasses.includes(lineClass));
}

/**
 * Chooses among routes that can take a message now: those of the lowest rank share by weight. `point` is a number from
 * 0 up to 1 that makes the choice.
 */
export function chooseRoute<R extends RouteTraits>(usable: readonly R[], point: number): R | null {
  const lowest = Math.min(...usable.map(({ rank }) => rank));
  const first = usable.filter(({ rank }) => rank === lowest);
  const total = first.reduce((sum, { weight }) => sum + weight, 0);
  let left = point * total;
  for (const route of first) {
    left -= route.weight;
    if (left < 0) return route;
  }
  return first.at(-1) ?? null;
}
