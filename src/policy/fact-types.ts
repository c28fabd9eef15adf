/** What a fact may be. `list` is a list of texts, `times` a list of epoch milliseconds, newest first. */
export type FactType = 'bool' | 'string' | 'number' | 'list' | 'times';

/** One row of the fact table: what the fact means, where it comes from, and its value for a message that nothing forbids. */
export interface FactSpec {
  readonly type: FactType;
  readonly sample: unknown;
  /** All values a `string`, or an element of a `list`, may have; absent where the set is open. */
  readonly values?: readonly string[];
  readonly en: string;
  readonly fa: string;
  /** The room or tool that supplies the fact. */
  readonly source: string;
}

/** A fact that is true or false. */
export const flag = (sample: boolean, source: string, en: string, fa: string) =>
  ({ type: 'bool', sample, source, en, fa }) as const;

/** A fact that is one of a closed set of words. */
export const choice = <const V extends readonly string[]>(
  values: V,
  sample: V[number],
  source: string,
  en: string,
  fa: string,
) => ({ type: 'string', values, sample, source, en, fa }) as const;

/** A fact that is any text. */
export const text = (sample: string, source: string, en: string, fa: string) =>
  ({ type: 'string', sample, source, en, fa }) as const;

/** A fact that is a number. */
export const number = (sample: number, source: string, en: string, fa: string) =>
  ({ type: 'number', sample, source, en, fa }) as const;

/** A fact that is a list of texts. */
export const list = (sample: readonly string[], source: string, en: string, fa: string) =>
  ({ type: 'list', sample, source, en, fa }) as const;

/** A fact that is a list of instants, in epoch milliseconds, newest first. */
export const times = (source: string, en: string, fa: string) =>
  ({ type: 'times', sample: [] as readonly number[], source, en, fa }) as const;

/** The TypeScript type of a fact's value, from its row in the table. */
export type ValueOf<S extends FactSpec> = S extends { type: 'bool' }
  ? boolean
  : S extends { type: 'number' }
    ? number
    : S extends { type: 'times' }
      ? readonly number[]
      : S extends { type: 'list' }
        ? readonly string[]
        : S extends { values: readonly (infer V)[] }
          ? V
          : string;
