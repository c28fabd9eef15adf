import type { Calendar } from '../calendar.ts';
import type { CompiledPack } from '../compiled-pack.ts';
import { digestOf } from '../digest.ts';
import { type Expression, parts } from '../expression.ts';
import { factSpec } from '../facts.ts';
import type { Window } from '../window.ts';
import type { SendClass } from './send-classes.ts';
import type { TimeClasses } from './time-classes.ts';

/** A request under construction: what a witness says about each axis, put together. */
export interface Sample {
  readonly facts: Record<string, unknown>;
  readonly lists: Record<string, string[]>;
  /** Earlier sends by the list that counts them: how long before the request, in milliseconds. */
  readonly ages: Record<string, readonly number[]>;
  at: Temporal.Instant;
}

/** One thing in which requests differ, with finitely many values that the packs can tell apart. */
export interface Axis {
  readonly name: string;
  readonly labels: readonly string[];
  /** Index of the value that an unremarkable request has. */
  readonly usual: number;
  write(sample: Sample, index: number): void;
}

/** A text that no condition mentions. */
export const OTHER = 'other';

/**
 * All axes that the conditions, windows and caps of some packs distinguish. Time comes first: at any one time few of the
 * bands and days that a recipient may refuse matter, while after them a diagram would have to tell all their sets apart.
 * Then come those that most rules read.
 */
export function axesOf(
  packs: readonly CompiledPack[],
  extra: readonly Expression[],
  times: TimeClasses,
  sends: ReadonlyMap<string, readonly SendClass[]>,
): readonly Axis[] {
  const use = new Map<string, { axis: Axis; count: number }>();
  const add = (axis: Axis) => {
    const seen = use.get(axis.name);
    if (seen === undefined) use.set(axis.name, { axis, count: 1 });
    else seen.count += 1;
  };
  const expressions = [...packs.flatMap((pack) => pack.rules.map((rule) => rule.expression)), ...extra];
  const literals = literalsByFact(expressions);
  for (const expression of expressions) for (const axis of axesIn(expression, literals)) add(axis);
  for (const [fact, classes] of sends) add(sendAxis(fact, classes));
  return [timeAxis(times), ...[...use.values()].sort((a, b) => b.count - a.count).map(({ axis }) => axis)];
}

type Literals = ReadonlyMap<string, ReadonlySet<string | number | boolean>>;

/** All values that conditions compare a fact with. */
function literalsByFact(expressions: readonly Expression[]): Literals {
  const found = new Map<string, Set<string | number | boolean>>();
  const note = (fact: Expression, other: Expression) => {
    if (fact.kind !== 'fact') return;
    const values = other.kind === 'literal' ? [other.value] : other.kind === 'list' ? other.items : [];
    const known = found.get(fact.name) ?? new Set();
    for (const value of values) known.add(value);
    found.set(fact.name, known);
  };
  const visit = (expression: Expression): void => {
    if (expression.kind === 'compare' || expression.kind === 'in') {
      note(expression.left, expression.right);
      note(expression.right, expression.left);
    }
    if (expression.kind === 'exists')
      for (const value of wantedBy(expression) ?? []) note(expression.over, { kind: 'literal', value });
    for (const part of parts(expression)) visit(part);
  };
  for (const expression of expressions) visit(expression);
  return found;
}

/** The elements that an `exists` looks for, if that is all it does: `list.exists(x, x in […])` or `x == …`. */
export function wantedBy(
  expression: Extract<Expression, { kind: 'exists' | 'all' }>,
): readonly (string | number | boolean)[] | undefined {
  const { body, local, kind } = expression;
  if (kind !== 'exists' || (body.kind !== 'in' && body.kind !== 'compare')) return undefined;
  if (body.left.kind !== 'local' || body.left.name !== local) return undefined;
  if (body.kind === 'in') return body.right.kind === 'list' ? body.right.items : undefined;
  return body.op === '==' && body.right.kind === 'literal' ? [body.right.value] : undefined;
}

function axesIn(expression: Expression, literals: Literals): Axis[] {
  if (expression.kind === 'fact') return factAxes(expression.name, literals.get(expression.name) ?? new Set());
  return parts(expression).flatMap((part) => axesIn(part, literals));
}

function factAxes(name: string, seen: ReadonlySet<string | number | boolean>): Axis[] {
  const spec = factSpec(name);
  if (spec === undefined || spec.type === 'times') return [];
  if (spec.type === 'list')
    return [...seen]
      .map(String)
      .concat(OTHER)
      .map((element) => memberAxis(name, element));
  const values = valuesOf(spec.type, spec.values, seen);
  const usual = Math.max(0, values.indexOf(spec.sample as string));
  const write = (sample: Sample, index: number) => {
    sample.facts[name] = values[index];
  };
  return [{ name, labels: values.map(String), usual, write }];
}

function valuesOf(
  type: 'bool' | 'string' | 'number',
  closed: readonly string[] | undefined,
  seen: ReadonlySet<string | number | boolean>,
): readonly (string | number | boolean)[] {
  if (type === 'bool') return [false, true];
  if (type === 'string') return closed ?? [...new Set([...seen, '', OTHER])];
  const thresholds = [...seen].map(Number);
  return [...new Set(thresholds.flatMap((value) => [value - 1, value, value + 1]))].sort((a, b) => a - b);
}

/** Name of the axis that says whether a list holds an element; `other` stands for all that no condition mentions. */
export const memberName = (list: string, element: string) => `${JSON.stringify(element)} in ${list}`;

function memberAxis(list: string, element: string): Axis {
  const write = (sample: Sample, index: number) => {
    const members = sample.lists[list] ?? [];
    sample.lists[list] = index === 1 ? [...members, element] : members;
  };
  return { name: memberName(list, element), labels: ['no', 'yes'], usual: 0, write };
}

function sendAxis(fact: string, classes: readonly SendClass[]): Axis {
  const write = (sample: Sample, index: number) => {
    sample.ages[fact] = classes[index]?.ages ?? [];
  };
  return { name: fact, labels: classes.map((each) => [...each.full].join()), usual: 0, write };
}

export const TIME_AXIS = 'time';

function timeAxis(times: TimeClasses): Axis {
  const write = (sample: Sample, index: number) => {
    sample.at = times.classes[index]?.at ?? sample.at;
  };
  return { name: TIME_AXIS, labels: times.classes.map((each) => each.at.toString()), usual: 0, write };
}

/** The same window in two packs, whatever it is called there. */
export const windowKey = ({ days, closed }: Window) =>
  digestOf({
    days: days.map(({ weekdays, hours, calendars }) => ({ weekdays, hours, calendars: calendars.map(sourceOf) })),
    closed: closed.map(sourceOf),
  });

const sourceOf = ({ source }: Calendar) => source;
