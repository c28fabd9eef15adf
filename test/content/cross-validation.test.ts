import test from 'ava';
import { type ContentJudgement, judge } from '#src/content/index.ts';
import { judgeWith } from '#src/content/judge.ts';
import weights from '#src/content/model/weights.json' with { type: 'json' };
import { JUDGED, modelFrom } from '#src/content/model.ts';
import type { Example } from '#src/content/training/corpus.ts';
import { prepare, train } from '#src/content/training/train.ts';
import { crossValidate, isLegitimate } from '#src/content/training/validate.ts';
import {
  developmentMessages,
  everydayHeldOutMessages,
  heldOutMessages,
  lastHeldOutMessages,
  trainingMessages,
} from './_messages.ts';

const { calibration } = modelFrom(weights);

type Judged = { readonly example: Example; readonly judged: ContentJudgement };
type Share = { readonly hit: number; readonly of: number };

function share(rows: readonly Judged[], counts: (row: Judged) => boolean): Share {
  return { hit: rows.filter(counts).length, of: rows.length };
}

const percent = ({ hit, of }: Share): number => (of === 0 ? 0 : (100 * hit) / of);
const shown = (name: string, one: Share): string => `${name} ${one.hit}/${one.of} (${percent(one).toFixed(1)} %)`;

function figures(rows: readonly Judged[]) {
  const promotional = rows.filter(({ example }) => example.promotional);
  const legitimate = rows.filter(({ example }) => isLegitimate(example));
  const codes = rows.filter(({ example }) => example.category === 'otp' && !example.promotional);
  const isPromotional = ({ judged }: Judged): boolean => judged.promotional;
  const isFraud = ({ judged }: Judged): boolean => judged.fraud;
  return {
    recall: share(promotional, isPromotional),
    hard: share(
      promotional.filter(({ example }) => example.tricky !== ''),
      isPromotional,
    ),
    falsePromotional: share(legitimate, isPromotional),
    held: share(rows, ({ judged }) => judged.uncertain || judged.fraudUncertain),
    stoppedCodes: share(
      codes,
      ({ judged }) =>
        judged.promotional || judged.uncertain || judged.fraud || judged.fraudUncertain || judged.sensitive.length > 0,
    ),
    fraud: share(
      rows.filter(({ example }) => example.fraud),
      isFraud,
    ),
    falseFraud: share(
      rows.filter(({ example }) => !example.fraud),
      isFraud,
    ),
    kind: share(
      legitimate.filter(({ judged }) => !judged.promotional),
      ({ example, judged }) => judged.detected === example.category,
    ),
  };
}

/** Prints and returns the figures; the category only where the model was trained to tell the kinds of service apart. */
function print(
  log: (line: string) => void,
  title: string,
  rows: readonly Judged[],
  kinds = false,
): ReturnType<typeof figures> {
  const found = figures(rows);
  const lines = [
    `${title}:`,
    shown('promotional found', found.recall),
    shown('of the hard ones', found.hard),
    shown('legitimate called promotional', found.falsePromotional),
    shown('held for review', found.held),
    shown('one-time codes stopped', found.stoppedCodes),
    shown('fraud found', found.fraud),
    shown('called fraud falsely', found.falseFraud),
  ];
  log((kinds ? [...lines, shown('category right', found.kind)] : lines).join('\n  '));
  return found;
}

const development = developmentMessages().map(prepare);
const written = trainingMessages().map(prepare);
const judgeAll = (by: ReturnType<typeof judgeWith>, examples: readonly { example: Example }[]): Judged[] =>
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

test('messages that were never trained on are judged as well as the log says', (t) => {
  const judged = (examples: readonly Example[]): Judged[] =>
    judgeAll(
      judge,
      examples.map((example) => ({ example })),
    );
  const quiet = print(t.log, 'Held-out messages, quiet and hidden ones on purpose', judged(heldOutMessages()), true);
  t.true(percent(quiet.recall) >= 75);
  t.is(quiet.stoppedCodes.hit, 0);
  const everyday = print(t.log, 'Held-out messages of every day', judged(everydayHeldOutMessages()), true);
  t.true(percent(everyday.recall) >= 90);
  t.true(percent(everyday.falsePromotional) <= 4);
  t.is(everyday.stoppedCodes.hit, 0);
  t.true(percent(everyday.fraud) >= 90);
  const last = print(t.log, 'Held-out messages that were written last', judged(lastHeldOutMessages()), true);
  t.true(percent(last.recall) >= 90);
  t.true(percent(last.falsePromotional) <= 5);
  t.is(last.stoppedCodes.hit, 0);
});
