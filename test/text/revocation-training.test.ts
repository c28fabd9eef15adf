import { readFileSync } from 'node:fs';
import test from 'ava';
import { modelFrom, modelText } from '#src/text/revocation/model.ts';
import { tokens } from '#src/text/revocation/tokens.ts';
import weights from '#src/text/revocation/weights.json' with { type: 'json' };
import { train, trainingReplies } from '../../scripts/revocations/train.ts';

const committed = readFileSync(new URL('../../src/text/revocation/weights.json', import.meta.url), 'utf8');

test('training gives the committed weights, byte for byte', (t) => {
  t.is(modelText(train(trainingReplies(), weights.thresholds)), committed);
});

test('a model survives being written and read', (t) => {
  t.is(modelText(modelFrom(weights)), committed);
  const short = { ...weights, heads: { ...weights.heads, none: { ...weights.heads.none, bytes: [] } } };
  t.throws(() => modelFrom(short), { message: /train-revocations/u });
});

const meanings = (text: string): string[] => tokens(text).list.map(({ meaning }) => meaning);

test('one meaning in three ways of writing', (t) => {
  t.deepEqual(meanings('پیام نفرستید'), ['message', 'send-ask2']);
  for (const text of ['payam nafrestid', 'peyam nafrestin', 'payaam naferestid']) {
    t.deepEqual(meanings(text), ['message', 'send-ask2'], text);
  }
  t.deepEqual(meanings('نمی خوام'), ['want-now1']);
  t.deepEqual(meanings('laghv'), meanings('لغو'));
  t.deepEqual(meanings('lagv'), meanings('lghv'));
  t.true(tokens('please send the texts to me').english);
  t.false(tokens('lotfan payam nadid be man').english);
});
