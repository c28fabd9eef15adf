import { type View, type Views, views } from '#src/text/index.ts';
import { clauseEnds } from './clauses.ts';
import { glance } from './glance.ts';
import { forbidden, fraud, goods, promotional, service } from './lexicon/index.ts';
import { type HostLink, linksOf } from './links.ts';
import { compileLexicon, type Hit } from './matcher.ts';
import { noticeStart } from './opt-out-notice.ts';
import { type Seen, type SignalClass, structureRules } from './structure.ts';
import { mayHave, noteTrigrams } from './trigrams.ts';

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

const CODE = structureRules.findIndex(({ id }) => id === 'code-alone');

/** Every occurrence of the structure rules, whose classes are added to those found so far. */
function findStructure(text: string, known: Seen, classes: Set<SignalClass>): StructureHit[] {
  const found: StructureHit[] = [];
  for (let rule = 0; rule < structureRules.length; rule += 1) {
    const { when, needs, pattern, of, reach } = structureRules[rule]!;
    if (!when(known) || (needs !== undefined && !mayHave(needs))) continue;
    pattern.lastIndex = reach === undefined ? 0 : Math.max(0, known.firstDigit - reach);
    const last = reach === undefined ? text.length : known.lastDigit;
    while (pattern.lastIndex <= last) {
      const match = pattern.exec(text);
      if (match === null) break;
      found.push({ rule, start: match.index, end: match.index + match[0].length });
      classes.add(of);
    }
  }
  return found;
}

/** Reads a text once; everything that judges works on the result. */
export function read(text: string, ownHosts: readonly string[] = []): Reading {
  const seen = views(text);
  const view = seen.evasion;
  const end = noticeStart(view.text);
  const judged = end === view.text.length ? view.text : view.text.slice(0, end);
  const hits: Hit[] = [];
  lexicon.find(view.text, end, hits);
  const classes = new Set<SignalClass>();
  for (const { entry } of hits) classes.add(lexicon.entries[entry]!.of);
  const known = { ...glance(view.text, end), has: (of: SignalClass) => classes.has(of) };
  noteTrigrams(view.text, end);
  const structure = findStructure(judged, known, classes);
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
