import type { CompiledPack, CompiledRule } from '../compiled-pack.ts';
import { ConditionParser } from '../conditions.ts';
import type { Comparison, Expression } from '../expression.ts';
import { type Facts, factSpec } from '../facts.ts';
import { factsWith } from '../facts-with.ts';
import { type Axis, axesOf, capName, memberName, OTHER, type Sample, TIME_AXIS, wantedBy, windowKey } from './axes.ts';
import { DecisionDiagram, type Node } from './decision-diagram.ts';
import { type TimeClasses, timeClasses } from './time-classes.ts';

/** What is true of every request that the gate can make, so that no impossible one is shown as an example. */
const ALWAYS = [
  'message.promotional == (message.category == "promotional")',
  '!message.mismatch || (message.promotional && message.declared != "promotional" && message.declared != "")',
  '!message.promotional || message.detected == "promotional" || message.declared == "promotional"',
  '!message.uncertain || message.declared != "promotional"',
  'message.templateUsed || (!message.templateApproved && !message.templateMatched && message.templateCategory == "")',
  'message.hasLink || size(message.unregisteredHosts) == 0',
  'sender.registered || (!sender.active && !sender.ownedByCaller && !sender.operatorProvisioned && sender.lineClass == "")',
  '!sender.registered || sender.lineClass != ""',
  'recipient.valid || !recipient.mobile',
  'sender.hasAudience || recipient.inAudience',
];

/** All requests that some packs can tell apart, and functions over them. */
export class RequestSpace {
  readonly diagram: DecisionDiagram;
  readonly axes: readonly Axis[];
  /** 1 for the requests that can occur. */
  readonly possible: Node;
  readonly #index: ReadonlyMap<string, number>;
  readonly #times: TimeClasses;
  readonly #at: Temporal.Instant;

  constructor(packs: readonly CompiledPack[], at: Temporal.Instant) {
    const zone = packs[0]?.source.jurisdiction.timeZone ?? 'UTC';
    const constraints = ALWAYS.map(parseConstraint);
    this.#at = at;
    this.#times = timeClasses(packs, zone, at);
    this.axes = axesOf(packs, constraints, this.#times);
    this.#index = new Map(this.axes.map((axis, index) => [axis.name, index]));
    this.diagram = new DecisionDiagram(this.axes.map((axis) => axis.labels.length));
    this.possible = constraints.reduce(
      (all, each) => this.diagram.and(all, this.condition(each)),
      this.diagram.terminal(1),
    );
  }

  /** 1 for the requests for which a rule fires, its window and cap included. */
  fires(pack: CompiledPack, rule: CompiledRule): Node {
    const applies = this.condition(rule.expression);
    if (rule.window !== undefined) {
      const key = windowKey(pack, rule.window.name);
      return this.diagram.and(
        applies,
        this.#test(TIME_AXIS, (index) => !this.#times.classes[index]?.open.has(key)),
      );
    }
    if (rule.cap === undefined) return applies;
    return this.diagram.and(
      applies,
      this.#test(capName(pack, rule), (index) => index === 1),
    );
  }

  /** 1 for the requests for which a condition is true. */
  condition(expression: Expression): Node {
    const { and, or, not, same, terminal } = this.#operations;
    switch (expression.kind) {
      case 'defined':
        return this.condition(expression.meaning);
      case 'literal':
        return terminal(expression.value === true ? 1 : 0);
      case 'fact':
        return this.#test(expression.name, (_, label) => label === 'true');
      case 'not':
        return not(this.condition(expression.of));
      case 'and':
        return and(this.condition(expression.left), this.condition(expression.right));
      case 'or':
        return or(this.condition(expression.left), this.condition(expression.right));
      case 'if': {
        const test = this.condition(expression.test);
        return or(and(test, this.condition(expression.whenTrue)), and(not(test), this.condition(expression.whenFalse)));
      }
      case 'in':
        return this.#member(expression.left, expression.right);
      case 'exists':
        return this.#anyMember(expression);
      case 'compare': {
        if (isTruth(expression.left) && isTruth(expression.right)) {
          const agree = same(this.condition(expression.left), this.condition(expression.right));
          return expression.op === '==' ? agree : not(agree);
        }
        return this.#compare(expression.op, expression.left, expression.right);
      }
      default:
        throw new Error(`the analysis does not understand '${expression.kind}' in a condition`);
    }
  }

  /** A request for which a 0/1 function is 1 and which is otherwise unremarkable; undefined if there is none. */
  sample(node: Node): { facts: Facts; changes: Record<string, unknown>; at: Temporal.Instant } | undefined {
    const usual = this.axes.map((axis) => axis.usual);
    const choice = this.diagram.witness(this.diagram.and(node, this.possible), usual);
    if (choice === undefined) return undefined;
    const sample: Sample = { facts: {}, lists: {}, full: [], at: this.#times.classes[0]?.at ?? this.#at };
    for (const [axis, index] of choice) this.axes[axis]?.write(sample, index);
    const changes = { ...sample.facts, ...sample.lists, ...this.#sends(sample) };
    const unusual = Object.entries(changes).filter(([name, value]) => String(value) !== String(factSpec(name)?.sample));
    const base = { 'recipient.timeZones': [this.#times.zone] };
    const facts = factsWith({ ...base, ...changes }, [], (message) => {
      throw new Error(message);
    });
    return { facts, changes: Object.fromEntries(unusual), at: sample.at };
  }

  #sends(sample: Sample): Record<string, number[]> {
    const before = sample.at.epochMilliseconds - 60_000;
    return Object.fromEntries(
      sample.full.map(({ fact, limit }) => [fact, Array.from({ length: limit }, () => before)]),
    );
  }

  get #operations() {
    const { and, or, not, same } = this.diagram;
    return { and, or, not, same, terminal: (value: number) => this.diagram.terminal(value) };
  }

  #test(name: string, holds: (index: number, label: string) => boolean): Node {
    const axis = this.#index.get(name);
    if (axis === undefined) throw new Error(`the analysis has no axis '${name}'`);
    const labels = this.axes[axis]?.labels ?? [];
    return this.diagram.test(axis, (index) => holds(index, labels[index] ?? ''));
  }

  #member(left: Expression, right: Expression): Node {
    if (left.kind === 'fact' && right.kind === 'list') {
      return this.#test(left.name, (_, label) => right.items.map(String).includes(label));
    }
    if (left.kind === 'literal' && right.kind === 'fact') {
      return this.#test(memberName(right.name, String(left.value)), (index) => index === 1);
    }
    throw new Error('the analysis understands `fact in […]` and `"word" in fact` only');
  }

  #anyMember(expression: Extract<Expression, { kind: 'exists' | 'all' }>): Node {
    const wanted = wantedBy(expression);
    const { over } = expression;
    if (wanted === undefined || over.kind !== 'fact') throw new Error('the analysis does not understand this `exists`');
    const each = wanted.map((value) => this.#test(memberName(over.name, String(value)), (index) => index === 1));
    return each.reduce(this.diagram.or, this.diagram.terminal(0));
  }

  #compare(op: Comparison, left: Expression, right: Expression): Node {
    if (left.kind === 'size' && left.of.kind === 'fact' && right.kind === 'literal')
      return this.#size(op, left.of.name, right.value);
    if (left.kind !== 'fact' || right.kind !== 'literal')
      throw new Error('the analysis compares a fact with a value only');
    const { value } = right;
    if (op === '==' || op === '!=')
      return this.#test(left.name, (_, label) => (label === String(value)) === (op === '=='));
    return this.#test(left.name, (_, label) => orders[op](Number(label), Number(value)));
  }

  #size(op: Comparison, list: string, value: string | number | boolean): Node {
    const members = this.axes.filter((axis) => axis.name.endsWith(` in ${list}`));
    const some = members
      .map((axis) => this.#test(axis.name, (index) => index === 1))
      .reduce(this.diagram.or, this.diagram.terminal(0));
    if ((op === '>' || op === '!=') && value === 0) return some;
    if (op === '==' && value === 0) return this.diagram.not(some);
    if (members.some((axis) => axis.name === memberName(list, OTHER)) && op === '>=' && value === 1) return some;
    throw new Error('the analysis compares the size of a list with nothing only');
  }
}

const orders = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
} as const;

/** Whether an expression is true or false, so that comparing two such means that they agree. */
function isTruth(expression: Expression): boolean {
  if (expression.kind === 'fact') return factSpec(expression.name)?.type === 'bool';
  if (expression.kind === 'literal') return typeof expression.value === 'boolean';
  return !['local', 'list', 'size'].includes(expression.kind);
}

function parseConstraint(source: string): Expression {
  const parsed = new ConditionParser().parse(source);
  if (typeof parsed === 'string') throw new Error(`${source}: ${parsed}`);
  return parsed;
}
