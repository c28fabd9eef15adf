import test from 'ava';
import { type Judged, judged, percent, print } from './_figures.ts';
import { STRANGERS, strangersMessages } from './_messages.ts';

const sold = (rows: readonly Judged[]) => rows.filter(({ example }) => !example.fraud);

test('messages by strangers are judged as well as the docs say', (t) => {
  const all: Judged[] = [];
  for (const name of STRANGERS) {
    const rows = judged(strangersMessages(name));
    all.push(...rows);
    print(t.log, `By strangers, ${name}`, rows, true);
  }
  // Frauds promise and press as promotion does; whether one is called promotional too is of no interest.
  const found = print(t.log, 'By strangers, all that is no fraud', sold(all));
  t.true(percent(found.recall) >= 94);
  t.true(percent(found.hard) >= 88);
  t.true(percent(found.falsePromotional) <= 1.6);
  t.is(found.stoppedCodes.hit, 0);
  const frauds = print(() => {}, '', all);
  t.true(percent(frauds.fraud) >= 96);
  t.true(percent(frauds.falseFraud) <= 0.5);
});
