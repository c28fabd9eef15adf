import { solicitation } from '#src/content/index.ts';
import type { Bilingual } from '#src/kernel/index.ts';
import { findLinks, normalise } from '#src/text/index.ts';
import type { ParsedTemplate, Piece } from './parse-template.rules.ts';
import { typeRules, type VariableType } from './variable-types.ts';

/** Values of a template's variables, by name. */
export type TemplateValues = Readonly<Record<string, string>>;

/** Why a value may not stand where it stands. */
export const valueFaults = ['empty', 'too_long', 'type', 'line_break', 'link', 'promotional', 'unreadable'] as const;
export type ValueFault = (typeof valueFaults)[number];

/** What is wrong with one value. */
export interface WrongValue {
  variable: string;
  code: ValueFault;
  /** What should have been there. */
  expected: Bilingual;
  /** The part of the value that is wrong. */
  found: string;
}

/** Whether a template was approved to promote: then its values may. */
export interface ValueContext {
  promotional: boolean;
}

/** Says what is wrong with the values of a template that are all there: their form, and what they say. Pure. */
export function checkValues(template: ParsedTemplate, values: TemplateValues, context: ValueContext): WrongValue[] {
  const wrong = [...template.variables].flatMap(([name, type]) => formOf(name, type, values[name] ?? ''));
  if (wrong.length > 0) return wrong;
  if (normalise(renderWith(template.pieces, values)) !== foldedWith(template.pieces, values))
    return [...template.variables.keys()]
      .slice(0, 1)
      .map((name) => fault(name, 'unreadable', values[name] ?? '', 'text'));
  return [...strangeLinks(template, values), ...(context.promotional ? [] : offers(template, values))];
}

/** The text that a template becomes. */
export function renderWith(pieces: readonly Piece[], values: TemplateValues): string {
  return pieces.map((piece) => (piece.kind === 'fixed' ? piece.raw : (values[piece.name] ?? ''))).join('');
}

/** Whether a folded value has the form of a type; the matcher asks it of parts of a text. */
export function hasForm(type: VariableType, folded: string): boolean {
  const { maxLength, whole } = typeRules[type];
  return folded !== '' && folded.length <= maxLength && whole.test(folded);
}

function foldedWith(pieces: readonly Piece[], values: TemplateValues): string {
  const folded = pieces.map((piece) => (piece.kind === 'fixed' ? piece.folded : normalise(values[piece.name] ?? '')));
  return folded.join('');
}

function formOf(name: string, type: VariableType, value: string): WrongValue[] {
  const folded = normalise(value);
  const { maxLength } = typeRules[type];
  if (folded === '') return [fault(name, 'empty', value, type)];
  if (value.length > maxLength || folded.length > maxLength)
    return [fault(name, 'too_long', value.slice(maxLength, maxLength + 20), type)];
  const broken = /[\r\n\u2028\u2029].*/u.exec(value);
  if (broken) return [fault(name, 'line_break', broken[0].trim(), type)];
  if (!hasForm(type, folded)) return [fault(name, 'type', value, type)];
  return type === 'url' && !isOneLink(value) ? [fault(name, 'type', value, type)] : [];
}

/** A link and nothing else. */
function isOneLink(value: string): boolean {
  const [link, ...more] = findLinks(value);
  if (!link || more.length > 0 || link.kind === 'email' || link.obfuscated) return false;
  return link.span.start === 0 && /^[/.?&#=]*$/u.test(value.slice(link.span.end));
}

/** Links that came with the values: in the text as it will be read, since a link may be put together from parts. */
function strangeLinks(template: ParsedTemplate, values: TemplateValues): WrongValue[] {
  const urls = [...template.variables].filter(([, type]) => type === 'url').map(([name]) => values[name] ?? '');
  const known = new Set([...template.hosts, ...urls.flatMap((url) => findLinks(url).map(({ host }) => host))]);
  const strange = findLinks(renderWith(template.pieces, values)).filter(({ host }) => !known.has(host));
  return strange.flatMap(({ span }) => {
    const name = variableAt(template.pieces, values, span);
    return name === null ? [] : [fault(name, 'link', span.text, template.variables.get(name) ?? 'text')];
  });
}

/** The first variable whose value takes part in a range of the rendered text. */
function variableAt(pieces: readonly Piece[], values: TemplateValues, { start, end }: { start: number; end: number }) {
  let at = 0;
  for (const piece of pieces) {
    const next = at + (piece.kind === 'fixed' ? piece.raw : (values[piece.name] ?? '')).length;
    if (piece.kind === 'variable' && at < end && start < next) return piece.name;
    at = next;
  }
  return null;
}

/** Values that solicit: each alone, then all of them in a row, since an offer may be cut up. */
function offers(template: ParsedTemplate, values: TemplateValues): WrongValue[] {
  const texts = [...template.variables].filter(([, type]) => type === 'text').map(([name]) => name);
  for (const name of texts) {
    const found = solicitation(values[name] ?? '');
    if (found !== null) return [fault(name, 'promotional', found, 'text')];
  }
  const found = texts.length > 1 ? solicitation(texts.map((name) => values[name]).join(' ')) : null;
  return found === null ? [] : [fault(texts[0] as string, 'promotional', found, 'text')];
}

const wants: Readonly<Record<ValueFault, Bilingual | null>> = {
  empty: null,
  too_long: null,
  type: null,
  line_break: { en: 'one line', fa: 'یک سطر' },
  link: { en: 'no link but those of the template', fa: 'پیوندی جز پیوندهای قالب نباشد' },
  promotional: { en: 'no promotion', fa: 'تبلیغ نباشد' },
  unreadable: { en: 'visible characters of their own', fa: 'نویسه‌های پیدا و جدا از متن قالب' },
};

function fault(variable: string, code: ValueFault, found: string, type: VariableType): WrongValue {
  return { variable, code, found, expected: wants[code] ?? expectedOf(type) };
}

/** What a variable of a type takes, for people. */
export function expectedOf(type: VariableType): Bilingual {
  const { name, maxLength } = typeRules[type];
  return {
    en: `${name.en} of 1 to ${maxLength} characters`,
    fa: `${name.fa}، ۱ تا ${maxLength.toLocaleString('fa')} نویسه`,
  };
}
