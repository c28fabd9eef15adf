import { Environment } from '@marcbachmann/cel-js';
import { type Definition, type Expression, isUnsupported, parts, toExpression } from './expression.ts';
import type { FactType } from './fact-types.ts';
import { factSpec, factTable } from './facts.ts';

const celTypes: Record<FactType, string> = {
  bool: 'bool',
  string: 'string',
  number: 'double',
  list: 'list<string>',
  times: 'list<double>',
};

/** The CEL environment of pack conditions: one typed variable per group of facts. */
function factEnvironment(): Environment {
  const environment = new Environment();
  for (const [group, fields] of Object.entries(factTable)) {
    const typeName = `${group[0]?.toUpperCase()}${group.slice(1)}Facts`;
    const types = Object.fromEntries(Object.entries(fields).map(([field, spec]) => [field, celTypes[spec.type]]));
    environment.registerType(typeName, { ctor: class {}, fields: types });
    environment.registerVariable(group, typeName);
  }
  return environment;
}

/** Parses and type-checks the conditions of one pack, which may use the pack's earlier definitions by name. */
export class ConditionParser {
  readonly #environment = factEnvironment();
  readonly #names = new Map<string, Expression>();

  /** Makes a list of words available to later conditions under a name. */
  nameList(name: string, items: readonly string[]): void {
    this.#environment.registerVariable(name, 'list<string>');
    this.#names.set(name, { kind: 'list', items });
  }

  /** The pack's definitions, in the order in which they may use each other. */
  get definitions(): readonly Definition[] {
    return [...this.#names.values()].filter((meaning) => meaning.kind === 'defined');
  }

  /** Makes a condition available to later ones under a name; returns why it cannot be, or nothing. */
  define(name: string, source: string): string | undefined {
    if (this.#environment.check(name).valid) return `the name '${name}' is taken`;
    const parsed = this.parse(source);
    if (typeof parsed === 'string') return parsed;
    try {
      this.#environment.registerVariable(name, 'bool');
    } catch {
      return `'${name}' is a word of the language`;
    }
    this.#names.set(name, { kind: 'defined', name, meaning: parsed });
    return undefined;
  }

  /** The expression of a CEL source, or a sentence that says what is wrong with it. */
  parse(source: string): Expression | string {
    const checked = this.#environment.check(source);
    if (!checked.valid) return explainError(checked.error?.message ?? 'does not parse');
    if (checked.type !== 'bool') return `a condition must be true or false, this is ${checked.type}`;
    try {
      const expression = toExpression(this.#environment.parse(source).ast, this.#names);
      return impossibleValue(expression) ?? expression;
    } catch (error) {
      if (isUnsupported(error)) return error.message;
      throw error;
    }
  }
}

function explainError(message: string): string {
  const firstLine = message.split('\n')[0] ?? message;
  const unknown = /^(?:No such key|Unknown variable): (\S+)/.exec(firstLine);
  return unknown ? `unknown fact '${unknown[1]}'` : firstLine;
}

/** A comparison with a word that the fact can never be, which is a slip of the pen; undefined if there is none. */
function impossibleValue(expression: Expression): string | undefined {
  if (expression.kind === 'compare' || expression.kind === 'in') {
    const { left, right } = expression;
    const found = unknownWord(left, right) ?? unknownWord(right, left);
    if (found !== undefined) return found;
  }
  for (const part of parts(expression)) {
    const found = impossibleValue(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknownWord(fact: Expression, other: Expression): string | undefined {
  if (fact.kind !== 'fact') return undefined;
  const values = factSpec(fact.name)?.values;
  if (values === undefined) return undefined;
  const words = other.kind === 'literal' ? [other.value] : other.kind === 'list' ? other.items : [];
  const wrong = words.find((word) => !values.includes(String(word)));
  return wrong === undefined ? undefined : `${fact.name} is never '${wrong}'; it is one of ${values.join(', ')}`;
}
