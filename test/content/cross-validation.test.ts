import test from 'ava';
import { judgeWith } from '#src/content/judge.ts';
import weights from '#src/content/model/weights.json' with { type: 'json' };
import { JUDGED, modelFrom } from '#src/content/model.ts';
import { type Prepared, prepare, train } from '#src/content/training/train.ts';
import { crossValidate } from '#src/content/training/validate.ts';
import { type Judged, judged, percent, print } from './_figures.ts';
import {
  developmentMessages,
  everydayHeldOutMessages,
  heldOutMessages,
  lastHeldOutMessages,
  trainingMessages,
} from './_messages.ts';

const { calibration } = modelFrom(weights);

const development = developmentMessages().map(prepare);
const written = trainingMessages().map(prepare);
const judgeAll = (by: ReturnType<typeof judgeWith>, examples: readonly Prepared[]): Judged[] =>
  examples.map(({ example }) => ({ example, judged: by(example.text) }));

test('five-fold cross-validation on the development messages keeps what the judge promises', (t) => {
  const rows: Judged[] = [];
  crossValidate(
    development,
    written,
    5,
    (model, held) => rows.push(...judgeAll(judgeWith({ ...model, calibration }), held)),
    JUDGED,
  );
  const found = print(t.log, 'Five-fold cross-validation on the development messages', rows);
  t.is(rows.length, development.length);
  t.true(percent(found.recall) >= 95);
  t.true(percent(found.hard) >= 90);
  t.true(percent(found.falsePromotional) <= 1);
  t.is(found.stoppedCodes.hit, 0);
  t.true(percent(found.fraud) >= 90);
  t.true(percent(found.falseFraud) <= 0.5);
  t.true(percent(found.held) <= 4);
});

test('a judge that has seen none of the development messages still knows nearly all of them', (t) => {
  const stranger = judgeWith({ ...train(written, JUDGED), calibration });
  const found = print(
    t.log,
    'Trained on the other messages alone, judged on the development messages',
    judgeAll(stranger, development),
  );
  t.true(percent(found.recall) >= 90);
  t.true(percent(found.falsePromotional) <= 4);
  t.is(found.stoppedCodes.hit, 0);
  t.true(percent(found.fraud) >= 85);
});

test('messages that were never trained on are judged as well as the docs say', (t) => {
  const sets = [
    ['quiet and hidden ones on purpose', heldOutMessages()],
    ['of every day', everydayHeldOutMessages()],
    ['written last', lastHeldOutMessages()],
  ] as const;
  const all = sets.flatMap(([title, messages]) => {
    const rows = judged(messages);
    print(t.log, `Held-out messages, ${title}`, rows, true);
    return rows;
  });
  const found = print(t.log, 'All held-out messages', all, true);
  t.true(percent(found.recall) >= 91);
  t.true(percent(found.hard) >= 86);
  t.true(percent(found.falsePromotional) <= 1);
  t.is(found.stoppedCodes.hit, 0);
  t.true(percent(found.fraud) >= 97);
  t.true(percent(found.falseFraud) <= 0.5);
});
