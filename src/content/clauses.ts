import type { View } from '#src/text/index.ts';
import { unitsOf } from './units.ts';

const LINE_BREAK = /[\n\r\u2028\u2029]/u;
const SPACE = 32;
const ENDS_SENTENCE = 1;
const BEFORE_TURN = 2;
const BEGINS_TURN = 4;
const BREAKS_LINE = 8;
const codesOf = (text: string): Uint16Array => Uint16Array.from(text, (letter) => letter.charCodeAt(0));
/** Words by which a writer turns to something else, by their first letters. */
const TURNS = Map.groupBy(
  ['راستی', 'ضمنا', 'در ضمن', 'همچنین', 'rasti', 'zemnan', 'dar zemn', 'p.s.'].map(codesOf),
  ([first]) => first!,
);

/** Bits for what each code unit may be. */
const ROLES = new Uint8Array(65536);
for (const mark of '.!?؟؛;|—') ROLES[mark.charCodeAt(0)]! |= ENDS_SENTENCE;
for (const mark of ' .!؟،') ROLES[mark.charCodeAt(0)]! |= BEFORE_TURN;
for (const mark of '\n\r\u2028\u2029') ROLES[mark.charCodeAt(0)]! |= BREAKS_LINE;
for (const first of TURNS.keys()) ROLES[first]! |= BEGINS_TURN;

function breaksBetween(raw: string, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if ((ROLES[raw.charCodeAt(i)]! & BREAKS_LINE) !== 0) return true;
  return false;
}

/** Length of the word at a place by which a writer turns to something else, 0 where there is none. */
function turnAt(codes: Uint16Array, from: number): number {
  for (const turn of TURNS.get(codes[from]!)!) {
    let at = 1;
    while (at < turn.length && codes[from + at] === turn[at]) at += 1;
    if (at === turn.length) return turn.length;
  }
  return 0;
}

/** Clauses end at line breaks, at sentence marks before a space, after a code, and where the writer turns to something else. */
export function clauseEnds({ text, raw, starts, ends }: View, end: number, codeEnd: number): number[] {
  const { codes } = unitsOf(text);
  const found: number[] = [];
  const lines = starts !== null && LINE_BREAK.test(raw);
  let turned = 0;
  for (let i = 0; i < end; i += 1) {
    const code = codes[i]!;
    if ((ROLES[code]! & BEFORE_TURN) === 0) continue;
    if (code === SPACE && i > 0) {
      const broken = lines && breaksBetween(raw, ends![i - 1]!, starts![i + 1] ?? raw.length);
      if (broken || (ROLES[codes[i - 1]!]! & ENDS_SENTENCE) !== 0) found.push(i);
    }
    if (i + 1 >= end || i + 1 < turned || (ROLES[codes[i + 1]!]! & BEGINS_TURN) === 0) continue;
    const length = turnAt(codes, i + 1);
    if (length === 0) continue;
    turned = i + 1 + length;
    found.push(i + 1);
  }
  found.push(end);
  if (codeEnd <= 0 || codeEnd >= end) return found;
  found.push(codeEnd);
  return found.sort((a, b) => a - b);
}
