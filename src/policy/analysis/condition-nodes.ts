import type { Comparison, Expression } from '../expression.ts';
import { factSpec } from '../facts.ts';
import { memberName, wantedBy } from './axes.ts';
import type { DecisionDiagram, Node } from './decision-diagram.ts';

/** A condition of a form that the analysis has no axes for; the pack decides with it all the same. */
export class NotAnalysable extends Error {}

/** 1 for the requests whose value on the named axis passes, by its index or label. */
export type AxisTest = (axis: string, holds: (index: number, label: string) => boolean) => Node;

const yes = (index: number) => index === 1;

/** Turns conditions into diagrams; throws `NotAnalysable` for the few forms that no axis can tell apart. */
export class ConditionNodes {
  readonly #diagram: DecisionDiagram;
  readonly #test: AxisTest;
  readonly #axisNames: readonly string[];

  constructor(diagram: DecisionDiagram, axisNames: readonly string[], test: AxisTest) {
    this.#diagram = diagram;
    this.#axisNames = axisNames;
    this.#test = test;
  }

  /** 1 for the requests for which a condition is true. */
  node(expression: Expression): Node {
    const { and, or, not } = this.#diagram;
    switch (expression.kind) {
      case 'defined':
        return this.node(expression.meaning);
      case 'literal':
        return this.#diagram.terminal(expression.value === true ? 1 : 0);
      case 'fact':
        return this.#test(expression.name, (_, label) => label === 'true');
      case 'not':
        return not(this.node(expression.of));
      case 'and':
        return and(this.node(expression.left), this.node(expression.right));
      case 'or':
        return or(this.node(expression.left), this.node(expression.right));
      case 'if': {
        const test = this.node(expression.test);
        return or(and(test, this.node(expression.whenTrue)), and(not(test), this.node(expression.whenFalse)));
      }
      case 'in':
        return this.#member(expression.left, expression.right);
      case 'exists':
        return this.#anyMember(expression);
      case 'compare':
        return this.#compare(expression.op, expression.left, expression.right);
      default:
        throw new NotAnalysable(`the analysis does not understand '${expression.kind}' in a condition`);
    }
  }

  #member(left: Expression, right: Expression): Node {
    if (left.kind === 'fact' && right.kind === 'list') {
      return this.#test(left.name, (_, label) => right.items.map(String).includes(label));
    }
    if (left.kind === 'literal' && right.kind === 'fact') {
      return this.#test(memberName(right.name, String(left.value)), yes);
    }
    throw new NotAnalysable('the analysis understands `fact in […]` and `"word" in fact` only');
  }

  #anyMember(expression: Extract<Expression, { kind: 'exists' | 'all' }>): Node {
    const wanted = wantedBy(expression);
    const { over } = expression;
    if (wanted === undefined || over.kind !== 'fact')
      throw new NotAnalysable('the analysis does not understand this `exists`');
    return this.#any(wanted.map((value) => memberName(over.name, String(value))));
  }

  #any(axes: readonly string[]): Node {
    return axes.map((axis) => this.#test(axis, yes)).reduce(this.#diagram.or, this.#diagram.terminal(0));
  }

  #compare(op: Comparison, left: Expression, right: Expression): Node {
    if (isTruth(left) && isTruth(right)) {
      const agree = this.#diagram.same(this.node(left), this.node(right));
      return op === '==' ? agree : this.#diagram.not(agree);
    }
    if (right.kind !== 'literal') throw new NotAnalysable('the analysis compares a fact with a value only');
    if (left.kind === 'size' && left.of.kind === 'fact') return this.#size(op, left.of.name, Number(right.value));
    if (left.kind !== 'fact') throw new NotAnalysable('the analysis compares a fact with a value only');
    if (op === '==' || op === '!=') {
      return this.#test(left.name, (_, label) => (label === String(right.value)) === (op === '=='));
    }
    return this.#test(left.name, (_, label) => orders[op](Number(label), Number(right.value)));
  }

  /** Whether a list is empty or not; how many elements it has is more than the axes tell. */
  #size(op: Comparison, list: string, count: number): Node {
    const some = this.#any(this.#axisNames.filter((name) => name.endsWith(` in ${list}`)));
    if (count === 0 && (op === '>' || op === '!=')) return some;
    if (count === 1 && op === '>=') return some;
    if ((count === 0 && (op === '==' || op === '<=')) || (count === 1 && op === '<')) return this.#diagram.not(some);
    throw new NotAnalysable('the analysis can tell whether a list is empty, not how long it is');
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
