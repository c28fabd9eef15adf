import { type View, type Views, views } from '#src/text/index.ts';
import { forbidden, fraud, goods, promotional, service } from './lexicon/index.ts';
import { type HostLink, linksOf } from './links.ts';
import { compileLexicon, type Hit } from './matcher.ts';
import { noticeStart } from './opt-out-notice.ts';
import { type Seen, type SignalClass, structureRules } from './structure.ts';

/** The whole lexicon, compiled once at start. */
export const lexicon = compileLexicon([...promotional, ...goods, ...service, ...fraud, ...forbidden]);

/** One occurrence of a structure rule, in offsets of the text that was searched. */
export type StructureHit = { readonly rule: number; readonly start: number; readonly end: number };

/** A text as the judge reads it. Offsets are those of `view`, the reading with evasion undone. */
export type Reading = {
  readonly views: Views;
  readonly view: View;
  /** Where the opt-out notice begins, or the length of the text: nothing from here on is judged. */
  readonly end: number;
  /** Ends of the clauses, ascending; the last is `end`. */
  readonly clauses: readonly number[];
  readonly hits: readonly Hit[];
  readonly structure: readonly StructureHit[];
  readonly links: readonly HostLink[];
  /** Whether the lexicon or a rule found something of a class. */
  readonly has: (of: SignalClass) => boolean;
};

const LINE_BREAK = /[\n\r\u2028\u2029]/u;
const SENTENCE_END = new Set([...'.!?؟؛;|—'].map((mark) => mark.charCodeAt(0)));
const TURN = /(?<=[ .!؟،])(?:راستی|ضمنا|در ضمن|همچنین|rasti|zemnan|dar zemn|p\.s\.)/gu;

/** Clauses end at line breaks, at sentence marks before a space, after a code, and where the writer turns to something else. */
function clauseEnds(view: View, end: number, codeEnd: number): number[] {
  const { text, raw, starts, ends } = view;
  const found: number[] = [];
  const lines = starts !== null && LINE_BREAK.test(raw);
  for (let i = text.indexOf(' ', 1); i > 0 && i < end; i = text.indexOf(' ', i + 1)) {
    const broken = lines && LINE_BREAK.test(raw.slice(ends![i - 1], starts![i + 1] ?? raw.length));
    if (broken || SENTENCE_END.has(text.charCodeAt(i - 1))) found.push(i);
  }
  TURN.lastIndex = 0;
  for (let turn = TURN.exec(text); turn !== null; turn = TURN.exec(text)) if (turn.index < end) found.push(turn.index);
  if (codeEnd > 0 && codeEnd < end) found.push(codeEnd);
  found.push(end);
  return found.sort((a, b) => a - b);
}

const CODE = structureRules.findIndex(({ id }) => id === 'code-alone');
const AT = 64;
const STAR = 42;
const CARD_DIGITS = 16;

/** Which characters a text has, and which classes were found in it so far. */
function glance(text: string, found: ReadonlySet<SignalClass>): Seen {
  let digits = 0;
  let [latin, star, at] = [false, false, false];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits += 1;
    else if (code >= 97 && code <= 122) latin = true;
    else if (code === STAR) star = true;
    else if (code === AT) at = true;
  }
  return { digit: digits > 0, manyDigits: digits >= CARD_DIGITS, latin, star, at, has: (of) => found.has(of) };
}

/** Reads a text once; everything that judges works on the result. */
export function read(text: string, ownHosts: readonly string[] = []): Reading {
  const seen = views(text);
  const view = seen.evasion;
  const end = noticeStart(view.text);
  const judged = end === view.text.length ? view.text : view.text.slice(0, end);
  const hits: Hit[] = [];
  lexicon.find(judged, end, hits);
  const classes = new Set<SignalClass>();
  for (const { entry } of hits) classes.add(lexicon.entries[entry]!.of);
  const known = glance(judged, classes);
  const structure: StructureHit[] = [];
  for (let rule = 0; rule < structureRules.length; rule += 1) {
    const { when, pattern, of } = structureRules[rule]!;
    if (!when(known)) continue;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(judged); match !== null; match = pattern.exec(judged)) {
      structure.push({ rule, start: match.index, end: match.index + match[0].length });
      classes.add(of);
    }
  }
  // What follows a one-time code is judged as a clause of its own.
  const codeEnd = classes.has('otp') ? (structure.find(({ rule }) => rule === CODE)?.end ?? 0) : 0;
  const clauses = clauseEnds(view, end, codeEnd);
  return {
    views: seen,
    view,
    end,
    clauses,
    hits,
    structure,
    links: linksOf(seen.normalised, ownHosts),
    has: known.has,
  };
}
