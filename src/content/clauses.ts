import type { View } from '#src/text/index.ts';
import { unitsOf } from './units.ts';

const LINE_BREAK = /[\n\r\u2028\u2029]/u;
const SPACE = 32;
const ENDS_SENTENCE = 1;
const BEFORE_TURN = 2;
const BEGINS_TURN = 4;
/** Words by which a writer turns to something else. */
const TURNS = ['راستی', 'ضمنا', 'در ضمن', 'همچنین', 'rasti', 'zemnan', 'dar zemn', 'p.s.'];

/** Bits for what each code unit may be. */
const ROLES = new Uint8Array(65536);
for (const mark of '.!?؟؛;|—') ROLES[mark.charCodeAt(0)]! |= ENDS_SENTENCE;
for (const mark of ' .!؟،') ROLES[mark.charCodeAt(0)]! |= BEFORE_TURN;
for (const turn of TURNS) ROLES[turn.charCodeAt(0)]! |= BEGINS_TURN;

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
      const broken = lines && LINE_BREAK.test(raw.slice(ends![i - 1], starts![i + 1] ?? raw.length));
      if (broken || (ROLES[codes[i - 1]!]! & ENDS_SENTENCE) !== 0) found.push(i);
    }
    if (i + 1 >= end || i + 1 < turned || (ROLES[codes[i + 1]!]! & BEGINS_TURN) === 0) continue;
    const turn = TURNS.find((one) => text.startsWith(one, i + 1));
    if (turn === undefined) continue;
    turned = i + 1 + turn.length;
    found.push(i + 1);
  }
  if (codeEnd > 0 && codeEnd < end) found.push(codeEnd);
  found.push(end);
  return found.sort((a, b) => a - b);
}
