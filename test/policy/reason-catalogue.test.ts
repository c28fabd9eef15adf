import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { parse } from 'yaml';
import { REASON_CODES, readReasonCatalogue } from '#src/policy/index.ts';

const document = parse(readFileSync(join(import.meta.dirname, '../../policies/reason-codes.yaml'), 'utf8')) as {
  codes: { code: string }[];
};

test('the catalogue has every reason code in both languages', (t) => {
  const catalogue = readReasonCatalogue(document);
  t.true(catalogue instanceof Map, JSON.stringify(catalogue));
  t.deepEqual([...(catalogue as ReadonlyMap<string, unknown>).keys()], [...REASON_CODES]);
});

test('a catalogue that lacks a code, repeats one or invents one is refused', (t) => {
  const [first, ...rest] = document.codes;
  t.deepEqual(readReasonCatalogue({ codes: rest }), [{ path: `codes.${first?.code}`, message: 'is missing' }]);
  t.deepEqual(readReasonCatalogue({ codes: [first, ...document.codes] }), [
    { path: 'codes', message: 'a code is there twice' },
  ]);
  t.true(Array.isArray(readReasonCatalogue({ codes: [...document.codes, { ...first, code: 'NEW_CODE' }] })));
});
