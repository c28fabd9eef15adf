import test from 'ava';
import { type MessageMove, messageStatuses, moves, nextStatus, statusesBefore } from '#src/messages/status.rules.ts';

const allMoves = [...new Set(messageStatuses.flatMap((status) => Object.keys(moves[status])))] as MessageMove[];

/** What the life of a message allows, written down a second time: status, move, where it leads. */
const allowed = `
  queued claim submitting | queued release queued | queued defer scheduled | queued hold held | queued refuse rejected
  queued expire expired | queued cancel cancelled | queued accept submitted | queued deliver delivered
  queued fail undeliverable | queued lapse expired | queued reject rejected
  scheduled release queued | scheduled defer scheduled | scheduled hold held | scheduled refuse rejected
  scheduled expire expired | scheduled cancel cancelled
  held release queued | held defer scheduled | held hold held | held refuse rejected | held expire expired
  held cancel cancelled
  submitting accept submitted | submitting giveBack queued | submitting lose uncertain | submitting deliver delivered
  submitting fail undeliverable | submitting lapse expired | submitting reject rejected
  submitted deliver delivered | submitted fail undeliverable | submitted lapse expired | submitted reject rejected
  uncertain deliver delivered | uncertain fail undeliverable | uncertain lapse expired | uncertain reject rejected
  uncertain release queued | uncertain defer scheduled | uncertain hold held | uncertain refuse rejected
  uncertain accept submitted | uncertain cancel cancelled
  undeliverable deliver delivered | expired deliver delivered | expired accept submitted | rejected deliver delivered
  cancelled deliver delivered | cancelled accept submitted`
  .split(/[|\n]/)
  .map((line) => line.trim())
  .filter(Boolean);

test('every status allows exactly the moves of the table, and every other move leads nowhere', (t) => {
  const found = messageStatuses.flatMap((from) =>
    allMoves.flatMap((move) => {
      const to = nextStatus(from, move);
      return to ? [`${from} ${move} ${to}`] : [];
    }),
  );
  t.deepEqual(found.sort(), [...allowed].sort());
});

test('only a message that waits can be cancelled or can expire unsent', (t) => {
  t.deepEqual(statusesBefore('expire'), ['queued', 'scheduled', 'held']);
  t.deepEqual(statusesBefore('cancel'), ['queued', 'scheduled', 'held', 'uncertain']);
});

test('nothing overrules a delivery', (t) => {
  t.deepEqual(moves.delivered, {});
});
