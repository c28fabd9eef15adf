import test from 'ava';
import { z } from 'zod';
import { checkAnswer } from '#src/web/check-answer.ts';
import { ok, readRoute } from '#src/web/index.ts';

const route = readRoute({
  method: 'get',
  path: '/x',
  operation: 'getX',
  summary: '',
  tag: '',
  access: 'public',
  answers: { 200: z.object({ a: z.object({ b: z.string().nullable() }), at: z.iso.datetime() }), 206: 'text/csv' },
  run: async () => ok({}),
});
const at = new Date(0);

test('an answer that keeps its promise passes, dates as they go over the wire', (t) => {
  t.notThrows(() => checkAnswer(route, ok({ a: { b: null }, at })));
  t.notThrows(() => checkAnswer(route, { status: 206, body: 'a,b' }));
});

test('another status, a missing field, a wrong type and a field too many do not', (t) => {
  t.throws(() => checkAnswer(route, { status: 201, body: {} }), { message: /answers 201/ });
  t.throws(() => checkAnswer(route, ok({ a: { b: null } })), { message: /at/ });
  t.throws(() => checkAnswer(route, ok({ a: { b: 7 }, at })), { message: /a\.b/ });
  t.throws(() => checkAnswer(route, ok({ a: { b: null, secret: 1 }, at })), { message: /a\.secret/ });
});
