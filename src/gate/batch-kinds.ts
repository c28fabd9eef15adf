import type { FactGroup, Facts, Outcome } from '#src/policy/index.ts';
import type { DecisionReason } from './decision.ts';

/** Recipients of a batch whose facts are alike: what was decided for them, and from what. */
export interface BatchKind {
  pack: string;
  country: string;
  facts: Facts;
  unread?: readonly FactGroup[];
  outcome: Outcome;
  notBefore: string | null;
  reasons: readonly Pick<DecisionReason, 'rule' | 'effect'>[];
  /** How many recipients. */
  count: number;
}

/** Kinds as they are stored: the facts of the first in full, of the others what differs from it, by `group.field`. */
export interface StoredKinds {
  base: Facts | null;
  kinds: readonly (Omit<BatchKind, 'facts'> & { differs: Readonly<Record<string, unknown>> })[];
}

/** Collects the kinds of a batch while it is decided. */
export class BatchKinds {
  readonly #kinds = new Map<string, BatchKind>();

  /** The kind that is like this one, for its recipients to be counted in. */
  of(kind: Omit<BatchKind, 'count'>): BatchKind {
    const key = JSON.stringify(kind);
    const known = this.#kinds.get(key) ?? { ...kind, count: 0 };
    this.#kinds.set(key, known);
    return known;
  }

  /** Recipients by the pack that decided for them. */
  packs(): Record<string, number> {
    const packs: Record<string, number> = {};
    for (const { pack, count } of this.#kinds.values()) packs[pack] = (packs[pack] ?? 0) + count;
    return packs;
  }

  stored(): StoredKinds {
    const kinds = [...this.#kinds.values()];
    const base = kinds[0]?.facts ?? null;
    return {
      base,
      kinds: kinds.map(({ facts, ...kind }) => ({ ...kind, differs: base ? differences(base, facts) : {} })),
    };
  }
}

/** The kinds behind what was stored. */
export function readKinds({ base, kinds }: StoredKinds): BatchKind[] {
  if (!base) return [];
  return kinds.map(({ differs, ...kind }) => ({ ...kind, facts: withDifferences(base, differs) }));
}

type Groups = Record<string, Record<string, unknown>>;

function differences(base: Facts, facts: Facts): Record<string, unknown> {
  const differs: Record<string, unknown> = {};
  for (const [group, fields] of Object.entries(facts as unknown as Groups)) {
    const before = (base as unknown as Groups)[group] ?? {};
    for (const [field, value] of Object.entries(fields))
      if (JSON.stringify(value) !== JSON.stringify(before[field])) differs[`${group}.${field}`] = value;
  }
  return differs;
}

function withDifferences(base: Facts, differs: Readonly<Record<string, unknown>>): Facts {
  const groups: Groups = { ...(base as unknown as Groups) };
  for (const [name, value] of Object.entries(differs)) {
    const [group = '', field = ''] = name.split('.');
    groups[group] = { ...groups[group], [field]: value };
  }
  return groups as unknown as Facts;
}
