import { canonicalJson } from './digest.ts';
import type { Definition } from './expression.ts';

/** Bound variables and definitions share the slots with facts; the prefix keeps them apart, since no fact starts with it. */
const INTERNAL = '$';

/** Name under which the bound variable of a quantifier has its slot. */
export const localName = (name: string) => `${INTERNAL}each ${name}`;

/** Name under which a definition has its slot: by what it means, since two packs may call different things the same. */
export const definedName = ({ meaning }: Definition) => `${INTERNAL}${canonicalJson(meaning)}`;

/** Whether a slot holds a fact, and not something decided on the way. */
export const isFactSlot = (name: string) => !name.startsWith(INTERNAL);

/** Where each fact lies in the slots of an evaluation; facts are added when first asked for. */
export class SlotTable {
  readonly #slots = new Map<string, number>();

  /** Number of the slot that holds the named fact, bound variable or definition. */
  slot(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const fresh = this.#slots.size;
    this.#slots.set(name, fresh);
    return fresh;
  }

  /** All names with their slots, in slot order. */
  get names(): readonly string[] {
    return [...this.#slots.keys()];
  }
}
