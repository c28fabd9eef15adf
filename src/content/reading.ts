import { type View, type Views, views } from '#src/text/index.ts';
import { fraud, goods, promotional, service } from './lexicon/index.ts';
import { type HostLink, linksOf } from './links.ts';
import { compileLexicon, type Hit } from './matcher.ts';
import { noticeStart } from './opt-out-notice.ts';
import { structureRules } from './structure.ts';

/** The whole lexicon, compiled once at start. */
export const lexicon = compileLexicon([...promotional, ...goods, ...service, ...fraud]);

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
};

const LINE_BREAK = /[\n\r\u2028\u2029]/u;
const SENTENCE_END = new Set([...'.!?؟؛;'].map((mark) => mark.charCodeAt(0)));
const TURN = /(?<![\p{L}])(?:راستی|ضمنا|در ضمن|همچنین|rasti|zemnan|dar zemn|p\.s\.)/gu;

/** Clauses end at line breaks, at sentence marks before a space, and where the writer turns to something else. */
function clauseEnds(view: View, end: number): number[] {
  const { text, raw, starts, ends } = view;
  const found: number[] = [];
  for (let i = 1; i < end; i += 1) {
    if (text.charCodeAt(i) !== 32) continue;
    const broken =
      starts !== null && ends !== null && LINE_BREAK.test(raw.slice(ends[i - 1], starts[i + 1] ?? raw.length));
    if (broken || SENTENCE_END.has(text.charCodeAt(i - 1))) found.push(i);
  }
  for (const { index } of text.matchAll(TURN)) if (index > 0 && index < end) found.push(index);
  found.push(end);
  return found.sort((a, b) => a - b);
}

/** Reads a text once; everything that judges works on the result. */
export function read(text: string, ownHosts: readonly string[] = []): Reading {
  const seen = views(text);
  const view = seen.evasion;
  const end = noticeStart(view.text);
  const judged = view.text.slice(0, end);
  const hits: Hit[] = [];
  lexicon.find(judged, hits);
  const structure: StructureHit[] = [];
  for (let rule = 0; rule < structureRules.length; rule += 1) {
    const { pattern } = structureRules[rule]!;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(judged); match !== null; match = pattern.exec(judged)) {
      structure.push({ rule, start: match.index, end: match.index + match[0].length });
    }
  }
  return {
    views: seen,
    view,
    end,
    clauses: clauseEnds(view, end),
    hits,
    structure,
    links: linksOf(seen.normalised, ownHosts),
  };
}
