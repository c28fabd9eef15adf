import { readFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { classifyRevocation, type Revocation } from '#src/text/index.ts';
import { anyText } from './any-text.ts';

type Line = { label: Revocation; lang: string; text: string };

const read = (name: string): Line[] =>
  readFileSync(new URL(`../corpora/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const corpus = read('revocations');
const languages = ['fa', 'fa-latn', 'en'];

/** How many texts of each label were taken for what. */
function countsOf(lines: readonly Line[]): (label: Revocation, ...verdicts: Revocation[]) => number {
  const judged = lines.map(({ label, text }) => ({ label, verdict: classifyRevocation(text) }));
  return (label, ...verdicts) =>
    judged.filter((one) => one.label === label && (verdicts.length === 0 || verdicts.includes(one.verdict))).length;
}

function describe(name: string, lines: readonly Line[]): string {
  const count = countsOf(lines);
  const found = `${count('revoke', 'revoke')}/${count('revoke')} requests to stop found`;
  const kept = `${count('revoke', 'revoke', 'unclear')} at least unclear`;
  const wrong = `${count('none', 'revoke')}/${count('none')} other messages taken for one`;
  const paused = `${count('none', 'unclear')} unclear`;
  return `${name}: ${found}, ${kept}; ${wrong}, ${paused}; ${count('unclear', 'unclear')}/${count('unclear')} unclear ones found`;
}

test('the corpus is large, covers three ways of writing and says nothing twice', (t) => {
  t.true(corpus.length >= 2600);
  t.deepEqual([...new Set(corpus.map((line) => line.lang))].sort(), ['en', 'fa', 'fa-latn']);
  t.is(new Set(corpus.map((line) => line.text)).size, corpus.length);
});

test('what the model was trained with is read as labelled', (t) => {
  t.log(describe('trained with', corpus));
  for (const lang of languages) {
    t.log(
      describe(
        `  ${lang}`,
        corpus.filter((line) => line.lang === lang),
      ),
    );
  }
  const count = countsOf(corpus);
  t.true(count('revoke', 'revoke') >= 0.98 * count('revoke'));
  t.true(count('none', 'revoke') <= 0.005 * count('none'));
  t.true(count('unclear', 'unclear') >= 0.97 * count('unclear'));
});

/**
 * Two files of a hand that knew neither the phrases nor the corpus; nothing is trained on them. What the phrases alone
 * read wrongly in the first was looked at while the model was made; the second was only counted. After its first count
 * the corpus gained requests to keep ("don't remove me"), questions why, and answers of a word or two; the floors are of
 * that.
 *
 * |                                   | first: phrases alone | model | second: phrases alone | model, first count | now   |
 * | requests to stop found            | 39/45                | 44/45 | 33/45                 | 42/45              | 42/45 |
 * | found or at least unclear         | 40/45                | 45/45 | 34/45                 | 45/45              | 45/45 |
 * | other messages taken for requests | 1/35                 | 0/35  | 2/35                  | 0/35               | 0/35  |
 * | other messages taken for unclear  | 0/35                 | 2/35  | 1/35                  | 1/35               | 1/35  |
 * | unclear found as unclear          | 9/20                 | 19/20 | 6/20                  | 14/20              | 17/20 |
 */
const FLOORS = [
  { name: 'revocations-held-out-1', found: 44, kept: 45, wrong: 0, paused: 2, unclear: 19 },
  { name: 'revocations-held-out-2', found: 42, kept: 45, wrong: 0, paused: 1, unclear: 17 },
];

for (const { name, ...floors } of FLOORS) {
  test(`${name} is read no worse than when it was counted`, (t) => {
    const lines = read(name);
    t.log(describe(name, lines));
    const known = new Set(corpus.map(({ text }) => text));
    t.true(lines.filter(({ text }) => known.has(text)).length <= 2);
    const count = countsOf(lines);
    t.true(count('revoke', 'revoke') >= floors.found);
    t.true(count('revoke', 'revoke', 'unclear') >= floors.kept);
    t.true(count('none', 'revoke') <= floors.wrong);
    t.true(count('none', 'unclear') <= floors.paused);
    t.true(count('unclear', 'unclear') >= floors.unclear);
  });
}

test('a keyword is what the keyword says', (t) => {
  t.is(classifyRevocation('۱۱'), 'revoke');
  t.is(classifyRevocation('STOP'), 'revoke');
  t.is(classifyRevocation('12'), 'none');
  t.is(classifyRevocation('HELP'), 'none');
  t.is(classifyRevocation('بس', { out: ['بس'], in: [], help: [] }), 'revoke');
});

test('an order that is cancelled does not hide a request to stop', (t) => {
  t.is(classifyRevocation('سفارشم رو لغو کنید'), 'none');
  t.is(classifyRevocation('سفارشم رو لغو کنید. دیگه هم پیام تبلیغاتی نفرستید'), 'revoke');
  t.is(classifyRevocation('cancel my order and stop texting me'), 'revoke');
});

test('what is denied, and of what it is said, decides', (t) => {
  const pairs: ReadonlyArray<readonly [string, Revocation]> = [
    ['شماره منو از لیست حذف کنید', 'revoke'],
    ['شماره منو از لیست حذف نکنید', 'none'],
    ['نوبت فردای منو حذف کنید', 'none'],
    ['payamak haye tablighati ro ghat konid', 'revoke'],
    ['payamak haye tablighati ro ghat nakonid', 'none'],
    ['remove my number from your list', 'revoke'],
    ["please don't remove my number from your list", 'none'],
    ['remove the second item from my order', 'none'],
    ['شب‌ها پیام ندید', 'unclear'],
    ['how do I stop these texts', 'unclear'],
  ];
  for (const [text, verdict] of pairs) t.is(classifyRevocation(text), verdict, text);
});

test('an answer of a word or two that speaks of something else is none', (t) => {
  const answers = [
    'حسن',
    'کرج',
    'پنجره',
    'دو کیلو',
    'تماس بگیرید',
    'آدرس؟',
    'green',
    'see ya',
    'movafagh bashid',
    '۱۲۰',
  ];
  for (const text of answers) t.is(classifyRevocation(text), 'none', text);
});

test('the longest text of one word or one letter takes no time to speak of', (t) => {
  for (const piece of ['پیام ', 'حذف رو ', 'stop ', "don't ", 'nei', 'ee', '. ', 'اس']) {
    const text = piece.repeat(Math.ceil(4096 / piece.length));
    const from = performance.now();
    classifyRevocation(text);
    t.true(performance.now() - from < 500, piece);
  }
});

test('any text has a verdict', (t) => {
  const piece = fc.constantFrom(
    'پیام',
    'ندید',
    'لغو',
    'سفارش',
    'stop',
    "don't",
    'text',
    ' ',
    '.',
    'شب',
    'me',
    'فقط',
    'ارسال',
    '11',
    '😀',
    'laghv',
  );
  const text = fc.oneof(
    anyText(12),
    fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(text, (given) => ['revoke', 'unclear', 'none'].includes(classifyRevocation(given))),
    { numRuns: 300 },
  );
  t.pass();
});
