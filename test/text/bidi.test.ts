import test from 'ava';
import { hasBidi, isolate, isolateLtr, stripBidi, toLatinDigits, toPersianDigits } from '#src/text/index.ts';

test('directional controls are found and taken out', (t) => {
  const disguised = 'a\u202egnp.exe\u202c\u200f\u061c';
  t.true(hasBidi(disguised));
  t.true(hasBidi(disguised), 'asking twice gives the same answer');
  t.is(stripBidi(disguised), 'agnp.exe');
  t.false(hasBidi('سلام\u200cها'));
});

test('an isolated piece cannot break out of its isolate', (t) => {
  t.is(isolate('x\u2069\u202ey'), '\u2068xy\u2069');
  t.is(isolateLtr('+98912'), '\u2066+98912\u2069');
});

test('digits go both ways', (t) => {
  t.is(toPersianDigits('021-٤۲7'), '۰۲۱-۴۲۷');
  t.is(toLatinDigits('۰٢１-4'), '021-4');
});
