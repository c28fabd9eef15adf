import test from 'ava';
import { loadRegistry } from '#src/senders/index.ts';
import { protectedLikenesses } from '#src/senders/lookalike.rules.ts';

const { protectedNames } = await loadRegistry('policies/requirements');
const like = (name: string) => protectedLikenesses(name, protectedNames).map(({ of, kind }) => `${kind} ${of}`);

const flagged: [name: string, expected: string][] = [
  ['IRANCELL', 'same IRANCELL'],
  ['lrance11', 'confusable IRANCELL'],
  ['IRAN CEL', 'near IRANCELL'],
  ['Mellat-Bank', 'contains MELLAT'],
  ['ADLlRAN', 'confusable ADLIRAN'],
  ['P0LICE', 'confusable POLICE'],
  ['SANA', 'same SANA'],
  ['MyBankIR', 'contains BANK'],
  ['DIGIKALAA', 'near DIGIKALA'],
  ['TEJAART', 'near TEJARAT'],
];
for (const [name, expected] of flagged)
  test(`${name} is flagged: ${expected}`, (t) => t.true(like(name).includes(expected), like(name).join()));

for (const name of ['NEMOONEH', 'GOLDSHOP', 'CLINIC24', 'KETABNO', 'SANAZ', 'MAHGOL']) {
  test(`${name} is not flagged`, (t) => t.deepEqual(like(name), []));
}

test('each flag says why in both languages', (t) => {
  const [first] = protectedLikenesses('P0LICE', protectedNames);
  t.like(first, { code: 'LOOKALIKE', of: 'POLICE', category: 'police' });
  t.regex(first?.why.en ?? '', /0 ~ O/i);
  t.regex(first?.why.fa ?? '', /[آ-ی]/);
});
