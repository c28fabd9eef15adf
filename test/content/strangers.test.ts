import test from 'ava';
import { judged, percent, print } from './_figures.ts';
import { strangersMessages } from './_messages.ts';

/** In percent: the least of what is to be found, the most of what is to be let alone. */
type Floor = {
  readonly recall: number;
  readonly hard: number;
  readonly fraud: number;
  readonly falsePromotional: number;
};

const floors = [
  ['everyday', 1, { recall: 91, hard: 80, fraud: 100, falsePromotional: 0 }],
  ['everyday', 2, { recall: 93, hard: 80, fraud: 100, falsePromotional: 1.5 }],
  ['tricky', 1, { recall: 92, hard: 91, fraud: 100, falsePromotional: 0 }],
  ['tricky', 2, { recall: 95, hard: 97, fraud: 92, falsePromotional: 6.4 }],
  ['mixed', 1, { recall: 96, hard: 96, fraud: 100, falsePromotional: 1 }],
] as const satisfies ReadonlyArray<readonly ['everyday' | 'tricky' | 'mixed', 1 | 2, Floor]>;

for (const [kind, half, floor] of floors) {
  test(`messages by strangers are judged as well as the log says: ${kind}, ${half}`, (t) => {
    const messages = strangersMessages(kind, half);
    // Frauds promise and press as promotion does; whether one is called promotional too is of no interest.
    const found = print(t.log, `By strangers, ${kind}, ${half}`, judged(messages), true);
    const sold = print(() => {}, '', judged(messages.filter(({ fraud }) => !fraud)));
    t.true(percent(sold.recall) >= floor.recall);
    t.true(percent(sold.hard) >= floor.hard);
    t.true(percent(found.falsePromotional) <= floor.falsePromotional);
    t.is(found.stoppedCodes.hit, 0);
    t.true(percent(found.fraud) >= floor.fraud);
  });
}
