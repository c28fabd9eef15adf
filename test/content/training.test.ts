import { readFileSync } from 'node:fs';
import test from 'ava';
import weights from '#src/content/model/weights.json' with { type: 'json' };
import { modelFrom, modelText } from '#src/content/model.ts';
import { decodeRows, encodeRows } from '#src/content/stored-rows.ts';
import { parseListing } from '#src/content/training/corpus.ts';
import { prepare, train } from '#src/content/training/train.ts';
import { foldsOf } from '#src/content/training/validate.ts';
import { developmentMessages, trainingMessages } from './_messages.ts';

test('training gives the committed weights, byte for byte', (t) => {
  const data = [...developmentMessages(), ...trainingMessages()];
  const byName = new Map(data.map((example) => [example.id, example]));
  t.is(byName.size, data.length);
  const listings = trainingMessages();
  const first = listings.filter(({ id }) => id < 'messages.jsonl');
  const rest = listings.filter(({ id }) => id > 'messages.jsonl');
  const examples = [...first, ...developmentMessages(), ...rest].map(prepare);
  const source = modelText({ ...train(examples), calibration: modelFrom(weights).calibration });
  t.is(source, readFileSync(new URL('../../src/content/model/weights.json', import.meta.url), 'utf8'));
});

test('a model survives being written and read', (t) => {
  const model = modelFrom(weights);
  t.is(modelText(model), readFileSync(new URL('../../src/content/model/weights.json', import.meta.url), 'utf8'));
});

test('rows that are cut off or name no bucket are refused', (t) => {
  const rows = encodeRows(modelFrom(weights).rows);
  t.throws(() => decodeRows(rows.subarray(0, -1)), { instanceOf: RangeError });
  t.throws(() => decodeRows(Buffer.alloc(40, 0xff)), { instanceOf: RangeError });
});

test('texts that differ in their numbers alone share a fold', (t) => {
  const examples = parseListing(
    '= otp\nکد تایید شما برای ورود: 123456\nکد تایید شما برای ورود: 998877\n= promotional promotional\nحراج پایان فصل کفش و کیف',
    'here',
  ).map(prepare);
  const [first, second] = foldsOf(examples, 5);
  t.is(first, second);
});

test('a listing without a heading and an unknown category are refused by name and line', (t) => {
  t.throws(() => parseListing('سلام', 'a.txt'), { message: /a\.txt:1/u });
  t.throws(() => parseListing('= advert\nسلام', 'a.txt'), { message: /advert/u });
});
