import type { Comparison, Expression } from './expression.ts';
import { definedName, localName, type SlotTable } from './slot-table.ts';

/**
 * A condition as a function over the slots of one evaluation; `undefined` means that it cannot be decided because
 * a fact is missing. The logic is Kleene's, which is also CEL's for errors: `false && missing` is false, and
 * `true && missing` is undecided.
 */
export type Condition = (slots: unknown[]) => unknown;

/** Turns an expression into nested functions, a few times faster than walking the tree for each message. */
export function lower(expression: Expression, table: SlotTable): Condition {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'list': {
      const { items } = expression;
      return () => items;
    }
    case 'fact':
      return read(table.slot(expression.name));
    case 'local':
      return read(table.slot(localName(expression.name)));
    case 'defined':
      return read(table.slot(definedName(expression)));
    case 'not':
      return not(lower(expression.of, table));
    case 'and':
      return and(lower(expression.left, table), lower(expression.right, table));
    case 'or':
      return or(lower(expression.left, table), lower(expression.right, table));
    case 'compare':
      return compare(expression.op, lower(expression.left, table), lower(expression.right, table));
    case 'in':
      return member(lower(expression.left, table), lower(expression.right, table));
    case 'if':
      return choose(
        lower(expression.test, table),
        lower(expression.whenTrue, table),
        lower(expression.whenFalse, table),
      );
    case 'exists':
    case 'all':
      return quantify(expression, table);
    case 'size':
      return size(lower(expression.of, table));
    case 'text':
      return textTest(expression.op, lower(expression.left, table), lower(expression.right, table));
  }
}

const read =
  (slot: number): Condition =>
  (slots) =>
    slots[slot];

const not =
  (of: Condition): Condition =>
  (slots) => {
    const value = of(slots);
    return value === undefined ? undefined : value === false;
  };

const and =
  (left: Condition, right: Condition): Condition =>
  (slots) => {
    const first = left(slots);
    if (first === false) return false;
    const second = right(slots);
    if (second === false) return false;
    return first === undefined || second === undefined ? undefined : true;
  };

const or =
  (left: Condition, right: Condition): Condition =>
  (slots) => {
    const first = left(slots);
    if (first === true) return true;
    const second = right(slots);
    if (second === true) return true;
    return first === undefined || second === undefined ? undefined : false;
  };

const choose =
  (test: Condition, whenTrue: Condition, whenFalse: Condition): Condition =>
  (slots) => {
    const value = test(slots);
    if (value === undefined) return undefined;
    return value === true ? whenTrue(slots) : whenFalse(slots);
  };

const orders: Record<Exclude<Comparison, '==' | '!='>, (a: number | string, b: number | string) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function compare(op: Comparison, left: Condition, right: Condition): Condition {
  if (op === '==' || op === '!=') {
    const wanted = op === '==';
    return (slots) => {
      const a = left(slots);
      const b = right(slots);
      return a === undefined || b === undefined ? undefined : (a === b) === wanted;
    };
  }
  const holds = orders[op];
  return (slots) => {
    const a = left(slots);
    const b = right(slots);
    return a === undefined || b === undefined ? undefined : holds(a as number, b as number);
  };
}

const member =
  (left: Condition, right: Condition): Condition =>
  (slots) => {
    const needle = left(slots);
    const hay = right(slots);
    return needle === undefined || hay === undefined ? undefined : (hay as readonly unknown[]).includes(needle);
  };

const size =
  (of: Condition): Condition =>
  (slots) => {
    const value = of(slots);
    if (typeof value === 'string') return [...value].length;
    return Array.isArray(value) ? value.length : undefined;
  };

function textTest(op: 'startsWith' | 'endsWith' | 'contains', left: Condition, right: Condition): Condition {
  return (slots) => {
    const a = left(slots);
    const b = right(slots);
    if (typeof a !== 'string' || typeof b !== 'string') return undefined;
    if (op === 'contains') return a.includes(b);
    return op === 'startsWith' ? a.startsWith(b) : a.endsWith(b);
  };
}

function quantify(expression: Extract<Expression, { kind: 'exists' | 'all' }>, table: SlotTable): Condition {
  const decisive = expression.kind === 'exists';
  const over = lower(expression.over, table);
  const slot = table.slot(localName(expression.local));
  const body = lower(expression.body, table);
  return (slots) => {
    const items = over(slots);
    if (!Array.isArray(items)) return undefined;
    let decided = true;
    for (const item of items) {
      slots[slot] = item;
      const value = body(slots);
      if (value === decisive) return decisive;
      if (value === undefined) decided = false;
    }
    return decided ? !decisive : undefined;
  };
}
