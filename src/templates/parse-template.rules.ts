import { type Fault, fault } from '#src/kernel/index.ts';
import { findLinks, normalise } from '#src/text/index.ts';
import { typeRules, type VariableType, variableTypes } from './variable-types.ts';

/** A piece of a template: words that stand, or a place for a value. */
export type Piece =
  | { kind: 'fixed'; raw: string; folded: string }
  | { kind: 'variable'; name: string; type: VariableType };

/** A template that can be rendered and matched. */
export interface ParsedTemplate {
  text: string;
  pieces: readonly Piece[];
  variables: ReadonlyMap<string, VariableType>;
  /** The fixed words, with a space for each variable. */
  fixed: string;
  /** Hosts of the links that stand in it. */
  hosts: ReadonlySet<string>;
}

/** House rule; Kavenegar's look-up knows five tokens, DLT two or three. */
const MOST_VARIABLES = 10;
/** Free text is what a template is there to bound: so many variables of type text, and so many fixed letters for each. */
const MOST_TEXTS = 5;
const LETTERS_PER_TEXT = 3;
const FEWEST_LETTERS = 2;
/** A private-use character stands for a variable while the text is folded; it folds to itself. */
const MARK = '\ue000';
const VARIABLE = /\{([\p{L}_][\p{L}\p{N}_]{0,31}):([a-z]+)\}/gu;
/** How other providers write variables (IPPanel `%name%`, SMS.ir `#NAME#`, DLT `{#var#}`). */
const FOREIGN = /%[a-z_]\w*%|#[a-z_]\w*#/iu;

/** Reads a template; what is wrong with it comes back as faults of the field `text`, all at once. */
export function parseTemplate(
  text: string,
): { template: ParsedTemplate; faults: [] } | { template: null; faults: Fault[] } {
  const faults = [...syntaxFaults(text)];
  const pieces = faults.length === 0 ? cut(text) : [];
  const template = assemble(text, pieces);
  if (faults.length === 0) faults.push(...formFaults(template));
  return faults.length > 0 ? { template: null, faults } : { template, faults: [] };
}

/** Reads a template that was accepted before. @throws Error when it is none */
export function readTemplate(text: string): ParsedTemplate {
  const { template, faults } = parseTemplate(text);
  if (!template) throw new Error(`a stored template is faulty: ${faults.map(({ code }) => code).join(', ')}`);
  return template;
}

function* syntaxFaults(text: string): Generator<Fault> {
  const types = new Map<string, string>();
  const known: readonly string[] = variableTypes;
  for (const { 1: name = '', 2: type = '' } of text.matchAll(VARIABLE)) {
    if (!known.includes(type))
      yield at(
        'type',
        `{${name}:${type}}: the types are ${known.join(', ')}`,
        `{${name}:${type}}: گونه‌ها ${known.join('، ')} است`,
      );
    const before = types.get(name);
    if (before !== undefined && before !== type)
      yield at('type_conflict', `{${name}} is ${before} and ${type}`, `{${name}} هم ${before} است هم ${type}`);
    types.set(name, type);
  }
  const bare = text.replaceAll(VARIABLE, (all) => ' '.repeat(all.length));
  const brace = bare.search(/[{}]/u);
  if (brace >= 0)
    yield at(
      'syntax',
      `position ${brace}: a variable is written {name:type}`,
      `نویسهٔ ${brace}: متغیر به شکل {name:type} نوشته می‌شود`,
    );
  const foreign = FOREIGN.exec(bare);
  if (foreign)
    yield at(
      'syntax',
      `${foreign[0]}: a variable is written {name:type}`,
      `${foreign[0]}: متغیر به شکل {name:type} نوشته می‌شود`,
    );
  if (text.includes(MARK)) yield at('syntax', 'private-use characters are not taken', 'نویسهٔ خصوصی پذیرفته نیست');
}

/** Cuts a template into pieces; the fixed ones are folded as part of the whole, so that their outer spaces stay. */
function cut(text: string): Piece[] {
  const variables = [...text.matchAll(VARIABLE)];
  const raw = text.split(new RegExp(VARIABLE.source.replaceAll(/\((?!\?)/g, '(?:'), 'u'));
  const folded = normalise(text.replaceAll(VARIABLE, MARK)).split(MARK);
  const pieces: Piece[] = [];
  for (const [i, part] of raw.entries()) {
    if (part !== '') pieces.push({ kind: 'fixed', raw: part, folded: folded[i] ?? '' });
    const variable = variables[i];
    if (variable) pieces.push({ kind: 'variable', name: variable[1] as string, type: variable[2] as VariableType });
  }
  return pieces;
}

function assemble(text: string, pieces: readonly Piece[]): ParsedTemplate {
  const variables = new Map<string, VariableType>();
  for (const piece of pieces) if (piece.kind === 'variable') variables.set(piece.name, piece.type);
  const fixed = pieces.map((piece) => (piece.kind === 'fixed' ? piece.raw : ' ')).join('');
  return { text, pieces, variables, fixed, hosts: new Set(findLinks(fixed).map(({ host }) => host)) };
}

function* formFaults({ pieces, variables, fixed }: ParsedTemplate): Generator<Fault> {
  const letters = fixed.match(/\p{L}/gu)?.length ?? 0;
  const texts = pieces.filter((piece) => piece.kind === 'variable' && piece.type === 'text').length;
  if (letters < FEWEST_LETTERS)
    yield variables.size > 0
      ? at(
          'only_variables',
          'it has variables and no words: its purpose must be visible',
          'جز متغیر چیزی ندارد؛ کاربرد قالب باید پیدا باشد',
        )
      : at('no_text', 'it has no words', 'متنی ندارد');
  else if (letters < texts * LETTERS_PER_TEXT)
    yield at('too_free', 'too few fixed words for so much free text', 'متن ثابت برای این همه متن آزاد کم است');
  if (variables.size > MOST_VARIABLES || texts > MOST_TEXTS)
    yield at(
      'too_many',
      `at most ${MOST_VARIABLES} variables, ${MOST_TEXTS} of them free text`,
      `حداکثر ${MOST_VARIABLES} متغیر که ${MOST_TEXTS} تای آن متن آزاد باشد`,
    );
  for (const [left, right] of neighbours(pieces))
    yield at(
      'adjacent',
      `{${left}}{${right}}: something must stand between them`,
      `{${left}}{${right}}: میان دو متغیر باید چیزی باشد`,
    );
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === 'fixed' && i > 0 && /^\p{M}/u.test(piece.raw))
      yield at('syntax', 'a mark stands on a variable', 'نشانه‌ای روی متغیر است');
  }
  if (hasOpenHost(pieces))
    yield at(
      'open_host',
      'a variable may not be part of the host of a link',
      'متغیر نمی‌تواند بخشی از دامنهٔ پیوند باشد',
    );
}

/** Variables with nothing visible between them. */
function neighbours(pieces: readonly Piece[]): [string, string][] {
  const visible = pieces.filter((piece) => piece.kind === 'variable' || piece.folded !== '');
  return visible.flatMap((piece, i): [string, string][] => {
    const next = visible[i + 1];
    return piece.kind === 'variable' && next?.kind === 'variable' ? [[piece.name, next.name]] : [];
  });
}

/** Whether the hosts of the links that are written plainly change with the values; disguised ones are found in the text itself. */
function hasOpenHost(pieces: readonly Piece[]): boolean {
  const hosts = (value: string) => {
    const text = pieces.map((piece) => (piece.kind === 'fixed' ? piece.raw : piece.type === 'url' ? ' ' : value));
    const plain = findLinks(text.join('')).filter(({ obfuscated }) => !obfuscated);
    return plain.map(({ host }) => host).join(' ');
  };
  return new Set([' ', 'ir', 'com', 'q1'].map(hosts)).size > 1;
}

const at = (code: string, en: string, fa: string): Fault => fault('text', code, en, fa);

/** The longest text that a template can become, in UTF-16 units. */
export function longestText({ pieces }: ParsedTemplate): number {
  return pieces.reduce(
    (sum, piece) => sum + (piece.kind === 'fixed' ? piece.raw.length : typeRules[piece.type].maxLength),
    0,
  );
}
