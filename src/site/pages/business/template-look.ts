import { parseTemplate, readTemplate, typeRules } from '#src/templates/index.ts';
import { segment } from '#src/text/index.ts';
import { type Json, type Page, show, type Visit } from '../../page.ts';

/** A text of a template as it would be read and counted. */
export interface TemplateLook {
  faults: string[];
  pieces: { text: string; variable: string | null }[];
  /** Segments with the shortest and the longest values. */
  shortest: number;
  longest: number;
  characters: number;
}

/** Reads a template's text while it is written: its variables, what is wrong, how many segments it will take. */
export function lookAt(text: string, language: Visit['language']): TemplateLook | null {
  if (text.trim() === '') return null;
  const { template, faults } = parseTemplate(text);
  const none = { pieces: [], shortest: 0, longest: 0, characters: 0 };
  if (!template) return { ...none, faults: faults.map(({ message }) => message[language]) };
  const filled = (length: (longest: number) => number) =>
    template.pieces
      .map((piece) => (piece.kind === 'fixed' ? piece.raw : '0'.repeat(length(typeRules[piece.type].maxLength))))
      .join('');
  const long = segment(filled((longest) => longest));
  return {
    faults: [],
    pieces: template.pieces.map((piece) =>
      piece.kind === 'fixed'
        ? { text: piece.raw, variable: null }
        : { text: piece.name, variable: typeRules[piece.type].name[language] },
    ),
    shortest: segment(filled(() => 1)).segments,
    longest: long.segments,
    characters: long.characters,
  };
}

/** The look as a piece of a page, swapped in while the text is written. */
export const templatePreview: Page = {
  path: '/templates/preview',
  access: ['business'],
  postsPerMinute: 600,
  get: async () => show('business/template-preview', { look: null }),
  post: async ({ form, language }) => show('business/template-preview', { look: lookAt(form.exact('text'), language) }),
};

/** A text held against a template, with the place where it first differs. */
export async function tryText({ ask, form, params }: Visit, template: Json): Promise<Json> {
  const text = form.exact('tried');
  const match = await ask('matchTemplate', { params, body: { text } });
  const at: number | null = match.difference?.position ?? null;
  const pieces =
    at === null
      ? [{ text, marked: false }]
      : [
          { text: text.slice(0, at), marked: false },
          { text: text.slice(at) || '⏎', marked: true },
        ];
  return { ...match, pieces, variables: readTemplate(template.text).variables.size };
}
