import type { Bilingual } from '#src/kernel/index.ts';
import { normalisedView, spanInRaw, type View } from '#src/text/index.ts';
import { expectedOf, hasForm, type TemplateValues } from './check-values.rules.ts';
import type { ParsedTemplate, Piece } from './parse-template.rules.ts';
import { typeRules } from './variable-types.ts';

/** Where a text first differs from a template. */
export interface Difference {
  /** UTF-16 offset in the text. */
  position: number;
  /** What the template has there: its words, or what a variable takes. */
  expected: Bilingual;
  /** What the text has there; empty at its end. */
  found: string;
}

/** A text is a template with these values, or differs from it. */
export type Match =
  | { matched: true; values: TemplateValues; difference: null }
  | { matched: false; values: null; difference: Difference };

/** Steps after which a text that can be read in very many ways is given up. */
const MOST_STEPS = 5_000;
const SHOWN = 24;
const endOfText: Bilingual = { en: 'the end of the text', fa: 'پایان متن' };

/**
 * Finds the values with which a template becomes a text. Letters are compared as `normalise` folds them, so that
 * Arabic ye, joiners and digits of another script make no difference; of several readings any one is given. Of a text
 * that does not match, the difference is where the reading that fitted most of the template ended. Pure.
 */
export function matchTemplate(template: ParsedTemplate, text: string, view: View = normalisedView(text)): Match {
  return new Matching(template.pieces, text, view).result();
}

/**
 * Whether a folded text may be a template: its fixed words are there, in their order, the outer ones at the ends. Costs
 * a thousandth of the search and passes by nearly all that would not match.
 */
export function mayMatch({ pieces }: ParsedTemplate, folded: string): boolean {
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === 'variable') continue;
    const found = i === 0 ? (folded.startsWith(piece.folded) ? 0 : -1) : folded.indexOf(piece.folded, at);
    if (found < 0) return false;
    at = found + piece.folded.length;
  }
  const last = pieces.at(-1);
  return last?.kind !== 'fixed' || folded.endsWith(last.folded);
}

class Matching {
  readonly #pieces: readonly Piece[];
  readonly #raw: string;
  readonly #view: View;
  readonly #bound = new Map<string, { folded: string; from: number; to: number }>();
  /** Places (piece, offset, values bound so far) from which no reading leads to the end. */
  readonly #dead = new Set<string>();
  readonly #repeated: ReadonlySet<string>;
  #steps = 0;
  /** The reading that fitted most of the template: its piece, how much of that, and where it ended. */
  #best = { piece: -1, within: 0, at: 0, expected: endOfText };

  constructor(pieces: readonly Piece[], raw: string, view: View) {
    this.#pieces = pieces;
    this.#raw = raw;
    this.#view = view;
    this.#repeated = repeated(pieces);
  }

  result(): Match {
    if (this.#from(0, 0)) return { matched: true, values: this.#values(), difference: null };
    const { at, expected } = this.#best;
    const { start } = spanInRaw(this.#view, at, at);
    const position = at >= this.#view.text.length ? this.#raw.trimEnd().length : start;
    const found = this.#raw.slice(position, position + SHOWN);
    return { matched: false, values: null, difference: { position, expected, found } };
  }

  #from(index: number, at: number): boolean {
    const piece = this.#pieces[index];
    if (!piece) return at === this.#view.text.length || this.#fail(index, 0, at, endOfText);
    if (++this.#steps > MOST_STEPS) return false;
    const key = this.#key(index, at);
    if (this.#dead.has(key)) return false;
    const reached = piece.kind === 'fixed' ? this.#fixed(index, at, piece.folded) : this.#variable(index, at, piece);
    if (!reached) this.#dead.add(key);
    return reached;
  }

  #fixed(index: number, at: number, words: string): boolean {
    const same = commonPrefix(this.#view.text, at, words);
    if (same === words.length) return this.#from(index + 1, at + same);
    const rest = words.slice(same, same + SHOWN);
    return this.#fail(index, same, at + same, { en: `“${rest}”`, fa: `«${rest}»` });
  }

  #variable(index: number, at: number, { name, type }: Extract<Piece, { kind: 'variable' }>): boolean {
    const before = this.#bound.get(name);
    if (before) return this.#fixed(index, at, before.folded);
    const { character, maxLength } = typeRules[type];
    const { text } = this.#view;
    let to = at;
    while (to < text.length && to - at < maxLength && character.test(text[to] as string)) {
      to += 1;
      const folded = text.slice(at, to);
      if (folded.startsWith(' ') || folded.endsWith(' ') || !hasForm(type, folded)) continue;
      if (spanInRaw(this.#view, at, to).text.length > maxLength) break;
      this.#bound.set(name, { folded, from: at, to });
      if (this.#from(index + 1, to)) return true;
      this.#bound.delete(name);
    }
    return this.#fail(index, to - at, to, expectedOf(type));
  }

  #fail(piece: number, within: number, at: number, expected: Bilingual): false {
    const best = this.#best;
    const order = piece - best.piece || within - best.within || at - best.at;
    if (order > 0) this.#best = { piece, within, at, expected };
    return false;
  }

  /** Only values that come again matter to what can follow. */
  #key(index: number, at: number): string {
    const bound = [...this.#repeated].map((name) => this.#bound.get(name)?.folded ?? '');
    return `${index} ${at} ${bound.join('\u0000')}`;
  }

  #values(): TemplateValues {
    const values = [...this.#bound].map(([name, { from, to }]) => [name, spanInRaw(this.#view, from, to).text]);
    return Object.fromEntries(values);
  }
}

function repeated(pieces: readonly Piece[]): ReadonlySet<string> {
  const names = pieces.flatMap((piece) => (piece.kind === 'variable' ? [piece.name] : []));
  return new Set(names.filter((name, i) => names.indexOf(name) !== i));
}

function commonPrefix(text: string, at: number, words: string): number {
  let same = 0;
  while (same < words.length && text.charCodeAt(at + same) === words.charCodeAt(same)) same += 1;
  return same;
}
