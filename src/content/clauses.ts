import type { View } from '#src/text/index.ts';
import { unitsOf } from './units.ts';

const isLineBreak = (code: number): boolean => code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029;

function hasLineBreak(raw: string, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (isLineBreak(raw.charCodeAt(i))) return true;
  return false;
}

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

const mayTurn = (code: number, before: number): boolean =>
  (ROLES[code]! & BEGINS_TURN) !== 0 && (ROLES[before]! & BEFORE_TURN) !== 0;

/** Clauses end at line breaks, at sentence marks before a space, after a code, and where the writer turns to something else. */
export function clauseEnds({ text, raw, starts, ends }: View, end: number, codeEnd: number): number[] {
  const { codes } = unitsOf(text);
  const found: number[] = [];
  const lines = starts !== null && hasLineBreak(raw, 0, raw.length);
  let turned = 0;
  for (let i = 1; i < end; i += 1) {
    const code = codes[i]!;
    const before = codes[i - 1]!;
    if (code === SPACE) {
      const broken = lines && hasLineBreak(raw, ends![i - 1]!, starts![i + 1] ?? raw.length);
      if (broken || (ROLES[before]! & ENDS_SENTENCE) !== 0) found.push(i);
    } else if (i >= turned && mayTurn(code, before)) {
      const turn = TURNS.find((one) => text.startsWith(one, i));
      if (turn === undefined) continue;
      turned = i + turn.length;
      found.push(i);
    }
  }
  if (codeEnd > 0 && codeEnd < end) found.push(codeEnd);
  found.push(end);
  return found.sort((a, b) => a - b);
}
