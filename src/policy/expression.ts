import type { ASTNode } from '@marcbachmann/cel-js';
import { factSpec } from './facts.ts';

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A condition after parsing: the part of CEL that packs use, every name resolved. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'fact'; readonly name: string }
  | { readonly kind: 'local'; readonly name: string }
  /** A definition of the pack, decided once for all rules that use it. */
  | { readonly kind: 'defined'; readonly name: string; readonly meaning: Expression }
  | { readonly kind: 'list'; readonly items: readonly (string | number | boolean)[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'compare'; readonly op: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'in'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'if'; readonly test: Expression; readonly whenTrue: Expression; readonly whenFalse: Expression }
  | {
      readonly kind: 'exists' | 'all';
      readonly over: Expression;
      readonly local: string;
      readonly body: Expression;
    }
  | { readonly kind: 'size'; readonly of: Expression }
  | {
      readonly kind: 'text';
      readonly op: 'startsWith' | 'endsWith' | 'contains';
      readonly left: Expression;
      readonly right: Expression;
    };

/** A condition that a pack has given a name. */
export type Definition = Extract<Expression, { kind: 'defined' }>;

/** What a bare name may stand for: an earlier definition of the pack, or a constant list of it. */
export type Names = ReadonlyMap<string, Expression>;

class Unsupported extends Error {}

/** Says why an expression is outside the part of CEL that packs use; thrown by `toExpression`. */
export const isUnsupported = (error: unknown): error is Error => error instanceof Unsupported;

/** Turns a type-checked CEL syntax tree into an `Expression`; throws what `isUnsupported` knows for anything else. */
export function toExpression(node: ASTNode, names: Names, locals: readonly string[] = []): Expression {
  const inner = (child: ASTNode) => toExpression(child, names, locals);
  switch (node.op) {
    case 'value':
      return { kind: 'literal', value: literal(node.args) };
    case 'id':
      return named(node.args, names, locals);
    case '.':
      return factAccess(node.args);
    case 'list':
      return { kind: 'list', items: node.args.map(listItem) };
    case '!_':
      return { kind: 'not', of: inner(node.args) };
    case '&&':
      return { kind: 'and', left: inner(node.args[0]), right: inner(node.args[1]) };
    case '||':
      return { kind: 'or', left: inner(node.args[0]), right: inner(node.args[1]) };
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { kind: 'compare', op: node.op, left: inner(node.args[0]), right: inner(node.args[1]) };
    case 'in':
      return { kind: 'in', left: inner(node.args[0]), right: inner(node.args[1]) };
    case '?:':
      return { kind: 'if', test: inner(node.args[0]), whenTrue: inner(node.args[1]), whenFalse: inner(node.args[2]) };
    case 'call':
      return sizeCall(node.args[0], node.args[1], inner);
    case 'rcall':
      return method(node.args, names, locals);
    default:
      throw new Unsupported(`operator '${node.op}' is not available in pack conditions`);
  }
}

function named(name: string, names: Names, locals: readonly string[]): Expression {
  if (locals.includes(name)) return { kind: 'local', name };
  const meaning = names.get(name);
  if (meaning !== undefined) return meaning;
  throw new Unsupported(`'${name}' alone is not a fact; facts are read as group.name`);
}

function factAccess([target, field]: [ASTNode, string]): Expression {
  const name = target.op === 'id' ? `${target.args}.${field}` : '';
  if (factSpec(name) === undefined) throw new Unsupported(`unknown fact '${name || field}'`);
  return { kind: 'fact', name };
}

function literal(value: unknown): string | number | boolean {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Unsupported('only texts, numbers, true and false may be written in pack conditions');
}

function listItem(node: ASTNode): string | number | boolean {
  if (node.op === 'value') return literal(node.args);
  throw new Unsupported('lists in pack conditions hold plain values');
}

function sizeCall(name: string, args: readonly ASTNode[], inner: (node: ASTNode) => Expression): Expression {
  const [only] = args;
  if (name === 'size' && only !== undefined && args.length === 1) return { kind: 'size', of: inner(only) };
  throw new Unsupported(`function '${name}' is not available in pack conditions`);
}

function method(call: [string, ASTNode, ASTNode[]], names: Names, locals: readonly string[]): Expression {
  const [name, target, args] = call;
  const over = toExpression(target, names, locals);
  const [first, second] = args;
  if (name === 'size' && first === undefined) return { kind: 'size', of: over };
  if ((name === 'exists' || name === 'all') && first?.op === 'id' && second !== undefined) {
    const local = first.args;
    if (locals.includes(local)) throw new Unsupported(`'${local}' is already bound; nested tests need different names`);
    return { kind: name, over, local, body: toExpression(second, names, [...locals, local]) };
  }
  if ((name === 'startsWith' || name === 'endsWith' || name === 'contains') && first !== undefined) {
    return { kind: 'text', op: name, left: over, right: toExpression(first, names, locals) };
  }
  throw new Unsupported(`method '${name}' is not available in pack conditions`);
}

/** The direct parts of an expression, for walks over it. */
export function parts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'defined':
      return [expression.meaning];
    case 'not':
    case 'size':
      return [expression.of];
    case 'and':
    case 'or':
    case 'compare':
    case 'in':
    case 'text':
      return [expression.left, expression.right];
    case 'if':
      return [expression.test, expression.whenTrue, expression.whenFalse];
    case 'exists':
    case 'all':
      return [expression.over, expression.body];
    default:
      return [];
  }
}

/** Names of all facts that an expression reads, in the order of first use. */
export function factsRead(expression: Expression, into: Set<string> = new Set()): Set<string> {
  if (expression.kind === 'fact') into.add(expression.name);
  for (const part of parts(expression)) factsRead(part, into);
  return into;
}
