import type { CompiledPack, CompiledRule } from '../compiled-pack.ts';
import { ConditionParser } from '../conditions.ts';
import type { Expression } from '../expression.ts';
import { type Facts, factSpec } from '../facts.ts';
import { factsWith } from '../facts-with.ts';
import { type Axis, axesOf, type Sample, TIME_AXIS, windowKey } from './axes.ts';
import { ConditionNodes } from './condition-nodes.ts';
import { DecisionDiagram, type Node } from './decision-diagram.ts';
import { capKey, type SendClass, sendClasses } from './send-classes.ts';
import { type TimeClasses, timeClasses } from './time-classes.ts';

/** What is true of every request that the gate can make, so that no impossible one is shown as an example. */
const ALWAYS = [
  'message.promotional == (message.category == "promotional")',
  '!message.mismatch || (message.promotional ? message.declared != "promotional" && message.declared != "" : message.declared == "otp")',
  '!message.promotional || message.detected == "promotional" || message.declared == "promotional"',
  '!message.uncertain || message.declared != "promotional"',
  'message.templateUsed || (!message.templateApproved && !message.templateMatched && message.templateCategory == "")',
  'message.hasLink || size(message.unregisteredHosts) == 0',
  'sender.registered || (!sender.active && !sender.ownedByCaller && !sender.operatorProvisioned && sender.lineClass == "")',
  '!sender.registered || sender.lineClass != ""',
  'recipient.valid || !recipient.mobile',
  'sender.hasAudience || recipient.inAudience',
];

/** A request that the gate could make: its facts, those that are not the usual ones, and when and where it is made. */
export interface SampleRequest {
  readonly facts: Facts;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly at: Temporal.Instant;
  readonly zone: string;
}

/** All requests that some packs can tell apart, and functions over them. */
export class RequestSpace {
  readonly diagram: DecisionDiagram;
  readonly axes: readonly Axis[];
  /** 1 for the requests that can occur. */
  readonly possible: Node;
  readonly #index: ReadonlyMap<string, number>;
  readonly #conditions: ConditionNodes;
  readonly #times: TimeClasses;
  readonly #sends: ReadonlyMap<string, readonly SendClass[]>;
  readonly #at: Temporal.Instant;

  constructor(packs: readonly CompiledPack[], at: Temporal.Instant) {
    const zone = packs[0]?.source.jurisdiction.timeZone ?? 'UTC';
    const constraints = ALWAYS.map(parseConstraint);
    this.#at = at;
    this.#times = timeClasses(packs, zone, at);
    this.#sends = sendClasses(packs);
    this.axes = axesOf(packs, constraints, this.#times, this.#sends);
    this.#index = new Map(this.axes.map((axis, index) => [axis.name, index]));
    this.diagram = new DecisionDiagram(this.axes.map((axis) => axis.labels.length));
    this.#conditions = new ConditionNodes(this.diagram, [...this.#index.keys()], (axis, holds) =>
      this.#test(axis, holds),
    );
    this.possible = constraints.map((each) => this.condition(each)).reduce(this.diagram.and, this.diagram.terminal(1));
  }

  /** 1 for the requests for which a condition is true. */
  condition(expression: Expression): Node {
    return this.#conditions.node(expression);
  }

  /** 1 for the requests for which a rule fires, its window and cap included. */
  fires(rule: CompiledRule): Node {
    const applies = this.condition(rule.expression);
    const stands = this.#timeStandsAgainst(rule);
    return stands === undefined ? applies : this.diagram.and(applies, stands);
  }

  /** A request for which a 0/1 function is 1 and which is otherwise unremarkable; undefined if there is none. */
  sample(node: Node): SampleRequest | undefined {
    const usual = this.axes.map((axis) => axis.usual);
    const choice = this.diagram.witness(this.diagram.and(node, this.possible), usual);
    if (choice === undefined) return undefined;
    const sample: Sample = { facts: {}, lists: {}, ages: {}, at: this.#times.classes[0]?.at ?? this.#at };
    for (const [axis, index] of choice) this.axes[axis]?.write(sample, index);
    const { at } = sample;
    const { zone } = this.#times;
    const values = { ...sample.facts, ...sample.lists, ...sendTimes(sample) };
    const changes = Object.entries(values).filter(([name, value]) => String(value) !== String(factSpec(name)?.sample));
    const facts = factsWith({ 'recipient.timeZones': [zone], ...values }, [], (message) => {
      throw new Error(message);
    });
    return { facts, changes: Object.fromEntries(changes), at, zone };
  }

  #timeStandsAgainst(rule: CompiledRule): Node | undefined {
    if (rule.window !== undefined) {
      const key = windowKey(rule.window);
      return this.#test(TIME_AXIS, (index) => this.#times.classes[index]?.open.has(key) === false);
    }
    if (rule.cap === undefined) return undefined;
    const { fact } = rule.cap;
    const key = capKey(rule.cap);
    return this.#test(fact, (index) => this.#sends.get(fact)?.[index]?.full.has(key) === true);
  }

  #test(name: string, holds: (index: number, label: string) => boolean): Node {
    const axis = this.#index.get(name);
    if (axis === undefined) throw new Error(`the analysis has no axis '${name}'`);
    const labels = this.axes[axis]?.labels ?? [];
    return this.diagram.test(axis, (index) => holds(index, labels[index] ?? ''));
  }
}

function sendTimes({ ages, at }: Sample): Record<string, number[]> {
  const ms = at.epochMilliseconds;
  return Object.fromEntries(Object.entries(ages).map(([fact, each]) => [fact, each.map((age) => ms - age)]));
}

function parseConstraint(source: string): Expression {
  const parsed = new ConditionParser().parse(source);
  if (typeof parsed === 'string') throw new Error(`${source}: ${parsed}`);
  return parsed;
}
