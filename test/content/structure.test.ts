import test from 'ava';
import { read } from '#src/content/reading.ts';
import { structureRules } from '#src/content/structure.ts';
import { mayHave, noteTrigrams } from '#src/content/trigrams.ts';
import { developmentMessages, STRANGERS, strangersMessages, trainingMessages } from './_messages.ts';

const readings = [...developmentMessages(), ...trainingMessages(), ...STRANGERS.flatMap(strangersMessages)].map(
  ({ text }) => read(text),
);

for (const { id, pattern, needs } of structureRules) {
  if (needs === undefined) continue;
  test(`a text that the words of "${id}" rule out has no match of it`, (t) => {
    let matches = 0;
    for (const { view, end } of readings) {
      pattern.lastIndex = 0;
      if (!pattern.test(view.text.slice(0, end))) continue;
      matches += 1;
      noteTrigrams(view.text, end);
      if (!mayHave(needs)) t.fail(view.text);
    }
    t.true(matches > 20);
  });
}

test('texts without any of the words are ruled out, the one before notwithstanding', (t) => {
  const [one] = structureRules.flatMap(({ id, needs }) => (id === 'asks-for-none' ? [needs!] : []));
  noteTrigrams('از شما نمی خواهیم', 17);
  t.true(mayHave(one!));
  noteTrigrams('سلام', 4);
  t.false(mayHave(one!));
});
