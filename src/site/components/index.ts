import type { Language } from '#src/kernel/index.ts';
import type { Format } from '../format.ts';
import { numberView } from './number.ts';
import { papersView } from './papers.ts';
import { outcomeTone, statusTone } from './tones.ts';
import { whyView } from './why.ts';

/** What the models of components need of the page that they stand on. */
export interface Words {
  t(key: string, values?: Readonly<Record<string, string | number>>): string;
  has(key: string): boolean;
  f: Format;
  language: Language;
  link(to: string): string;
}

/** The models of the components, bound to the language of a page; templates call them as `view.number(…)`. */
export function components(words: Words) {
  return {
    number: (address: string, kind?: string) => numberView(words, address, kind),
    why: (decision: unknown, text: string | null) => whyView(words, decision as never, text),
    papers: (evaluation: unknown, documents: unknown) => papersView(words, evaluation as never, documents as never),
    outcome: outcomeTone,
    tone: statusTone,
    /** A code of the catalogue's `codes`, or the code itself where no text is known. */
    word: (group: string, code: string | null | undefined) =>
      code && words.has(`codes.${group}.${code}`) ? words.t(`codes.${group}.${code}`) : (code ?? '—'),
  };
}
