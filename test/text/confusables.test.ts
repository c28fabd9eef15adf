import test from 'ava';
import fc from 'fast-check';
import { areNear, deletionKeys, explainLookalike, skeleton } from '#src/text/index.ts';
import { anyText } from './any-text.ts';

const CONFUSABLE: ReadonlyArray<readonly [string, string, string]> = [
  ['NEM00NEH', 'NEMOONEH', '0 ~ O'],
  ['BANKMELLl', 'BANKMELLI', ''],
  ['Bank1ran', 'BankIran', '1 ~ I'],
  ['PAYPAl', 'PAYPAI', 'l ~ I'],
  ['modem', 'modern', 'm ~ rn'],
  ['vvebshop', 'webshop', 'vv ~ w'],
  ['BАNK', 'BANK', 'А ~ A'],
  ['5aman', 'Saman', '5 ~ S'],
  ['TEJARΑT', 'TEJARAT', 'Α ~ A'],
  ['B4nk', 'Bank', '4 ~ a'],
  ['Café', 'Cafe', 'é ~ e'],
  ['Θnline', 'Online', 'Θ ~ O'],
  ['اه', 'lo', 'ا ~ l, ه ~ o'],
  ['ｓｈｏｐ', 'shop', ''],
  ['ᴍᴇʟʟᴀᴛ', 'MELLAT', ''],
];

test('look-alike names have one skeleton and the explanation names the characters', (t) => {
  for (const [a, b, shown] of CONFUSABLE) {
    t.is(skeleton(a), skeleton(b), `${a} ${b}`);
    const why = explainLookalike(a, b);
    t.truthy(why, `${a} ${b}`);
    t.true(why!.en.includes(shown), `${a} ${b}: ${why!.en}`);
  }
});

test('case and separators make no other name', (t) => {
  for (const [a, b] of [
    ['NEMOONEH', 'Nemooneh'],
    ['My Shop', 'MYSHOP'],
    ['my-shop', 'My_Shop'],
    ['بانک‌ملت', 'بانك ملت'],
  ] as const) {
    t.is(explainLookalike(a, b)?.kind, 'same', `${a} ${b}`);
  }
});

test('a slip of one character is near from five characters on', (t) => {
  const near: ReadonlyArray<readonly [string, string]> = [
    ['NEMONEH', 'NEMOONEH'],
    ['MELLAAT', 'MELLAT'],
    ['MELLAD', 'MELLAT'],
    ['TEJRAAT', 'TEJARAT'],
    ['SAMNA', 'SAMAN'],
    ['DIGIKALA2', 'DIGIKALA'],
    ['N3M0NEH', 'NEMOONEH'],
  ];
  for (const [a, b] of near) t.is(explainLookalike(a, b)?.kind, 'near', `${a} ${b}`);
  for (const [a, b] of [
    ['BMI', 'BMJ'],
    ['SNAPP', 'TAPSI'],
    ['MELLAT', 'TEJARAT'],
    ['', ''],
    ['!!', '??'],
    ['SHOP', 'SHOE'],
  ] as const) {
    t.is(explainLookalike(a, b), null, `${a} ${b}`);
  }
});

const name = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'aAbB0oO1lIrnmvw5S -_éаΗاهßæ'), maxLength: 12 }),
  anyText(8),
);

test('a skeleton is its own skeleton', (t) => {
  fc.assert(
    fc.property(name, (given) => skeleton(skeleton(given)) === skeleton(given)),
    { numRuns: 500 },
  );
  t.pass();
});

test('names one slip apart share a key, and the explanation is symmetric in kind', (t) => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdkt'), minLength: 5, maxLength: 11 });
  const slip = fc.record({
    at: fc.nat(10),
    how: fc.constantFrom('insert', 'delete', 'replace', 'swap'),
    letter: fc.constantFrom(...'abcx'),
  });
  fc.assert(
    fc.property(word, slip, (original, { at, how, letter }) => {
      const i = at % original.length;
      const [before, here, after] = [original.slice(0, i), original.charAt(i), original.slice(i + 1)];
      const next = after.charAt(0);
      const made = {
        insert: before + letter + here + after,
        delete: before + after,
        replace: before + letter + after,
        swap: before + next + here + after.slice(1),
      };
      const other = made[how as keyof typeof made];
      if (explainLookalike(original, other)?.kind !== explainLookalike(other, original)?.kind) return false;
      if (!areNear(original, other)) return true;
      const keys = new Set(deletionKeys(original));
      return deletionKeys(other).some((key) => keys.has(key));
    }),
    { numRuns: 1000 },
  );
  t.pass();
});

test('a name has few keys', (t) => {
  t.deepEqual(deletionKeys('abcde').sort(), ['abcd', 'abcde', 'abce', 'abde', 'acde', 'bcde']);
  t.deepEqual(deletionKeys('bmi'), ['bmi']);
  t.true(deletionKeys(skeleton('ABCDEFGHIJK')).length <= 12);
});
