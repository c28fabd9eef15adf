import test from 'ava';
import fc from 'fast-check';
import { compileLexicon, type Hit } from '#src/content/matcher.ts';

const entry = (terms: readonly string[]) => ({ id: 'any', of: 'goods', because: '', terms }) as const;

function hitsIn(lexicon: ReadonlyArray<readonly string[]>, text: string): Hit[] {
  const hits: Hit[] = [];
  compileLexicon(lexicon.map(entry)).find(text, text.length, hits);
  return hits;
}

const isWord = (character: string | undefined): boolean => character !== undefined && /\p{L}/u.test(character);

/** Where a term that begins at `from` of a text ends, its spaces being optional, or -1. */
function endOf(term: string, text: string, from: number): number {
  let at = from;
  for (const character of term) {
    if (text[at] === character) at += 1;
    else if (character !== ' ') return -1;
  }
  return at;
}

/** What the matcher promises, by trying every term at the beginning of every word. */
function plainly(lexicon: ReadonlyArray<readonly string[]>, text: string): Hit[] {
  const hits: Hit[] = [];
  for (let start = 0; start < text.length; start += 1) {
    if (!isWord(text[start]) || isWord(text[start - 1])) continue;
    for (const [at, terms] of lexicon.entries()) {
      for (const term of new Set(terms)) {
        let end = endOf(term.replace('*', ''), text, start);
        while (end >= 0 && term.endsWith('*') && isWord(text[end])) end += 1;
        if (end >= 0 && !isWord(text[end])) hits.push({ entry: at, start, end });
      }
    }
  }
  return hits;
}

const inOrder = (hits: readonly Hit[]): Hit[] =>
  [...hits].sort((a, b) => a.start - b.start || a.entry - b.entry || a.end - b.end);

test('finds what trying every term at every word finds', (t) => {
  const term = fc.stringMatching(/^[ab]{1,3}(?: [ab]{1,3}){0,2}\*?$/u);
  const lexicon = fc.array(fc.array(term, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(lexicon, fc.stringMatching(/^[ab .]{0,40}$/u), (terms, text) => {
      t.deepEqual(inOrder(hitsIn(terms, text)), inOrder(plainly(terms, text)));
    }),
    { numRuns: 500 },
  );
});

test('Persian words may carry the endings of nouns, short ones only if they are long', (t) => {
  const found = (term: string, text: string): string[] =>
    hitsIn([[term]], text).map(({ start, end }) => text.slice(start, end));
  t.deepEqual(found('تخفیف', 'تخفیفهای تخفیفی تخفیفان'), ['تخفیفهای', 'تخفیفی']);
  t.deepEqual(found('کفش', 'کفشها کفشی'), ['کفشها']);
  t.deepEqual(found('کد تخفیف', 'کدتخفیف کد تخفیف کد-تخفیف'), ['کدتخفیف', 'کد تخفیف']);
});
