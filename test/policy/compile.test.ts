import test from 'ava';
import { compile, emptyLibrary, PackError } from '#src/policy/index.ts';
import { packDocument, rule } from './small-pack.ts';

function faultsOf(document: unknown, library = emptyLibrary): string[] {
  try {
    compile(document, library);
    return [];
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    return error.faults.map((fault) => `${fault.path}: ${fault.message}`);
  }
}

test('a well-formed pack compiles and knows which facts it reads', (t) => {
  const pack = compile(
    packDocument({ rules: [rule({ when: 'message.promotional && !(message.category in essential)' })] }),
  );
  t.deepEqual([...pack.reads].sort(), ['message.category', 'message.promotional']);
  t.is(pack.rules[0]?.name, 'small/no-promotion');
});

test('the digest follows the content, not the order of keys', (t) => {
  const one = compile(packDocument());
  const reordered = compile(Object.fromEntries(Object.entries(packDocument()).reverse()));
  t.is(one.digest, reordered.digest);
  t.not(one.digest, compile(packDocument({ version: '1.0.1' })).digest);
});

test('every fault of a pack is named with its place, not the first alone', (t) => {
  const rules = [
    rule({ when: 'message.colour == "red"' }),
    rule({ id: 'second', when: 'message.fraud', window: 'never-declared' }),
    rule({ id: 'third', effect: 'defer' }),
    rule({ id: 'third' }),
    rule({ id: 'fifth', evidence: ['message.category'] }),
  ];
  const faults = faultsOf(packDocument({ rules })).join('\n');
  t.regex(faults, /rules\.no-promotion\.when: unknown fact 'colour'/);
  t.regex(faults, /rules\.second\.window: there is no window/);
  t.regex(faults, /rules\.third\.effect: a rule that defers/);
  t.regex(faults, /rules\.third\.id: another rule/);
  t.regex(faults, /rules\.fifth\.evidence/);
});

const shapes: Record<string, [Record<string, unknown>, RegExp]> = {
  'an unknown key': [{ colour: 'red' }, /Unrecognized key/],
  'an unknown reason code': [{ rules: [rule({ code: 'NOT_A_CODE' })] }, /rules\.0\.code/],
  'no Persian message': [{ rules: [rule({ message: { en: 'no' } })] }, /rules\.0\.message\.fa/],
  'a version that is no version': [{ version: 'latest' }, /version: three numbers/],
  'a zone that does not exist': [
    { jurisdiction: { countries: ['IR'], channels: ['sms'], timeZone: 'Asia/Atlantis' } },
    /jurisdiction\.timeZone: not an IANA time zone/,
  ],
  'a cap over months, whose length varies': [
    { caps: { day: { of: 'recent.organizationPromotional', limit: 1, within: 'P1M' } } },
    /caps\.day\.within/,
  ],
  'a cap over more than is supplied': [
    { caps: { day: { of: 'recent.organizationPromotional', limit: 1, within: 'P40D' } } },
    /at most P31D/,
  ],
  'a base that does not exist': [{ extends: 'nothing' }, /there is no base 'nothing'/],
  'dates out of order': [
    {
      rules: [
        rule({
          modes: [
            { from: '2026-02-01', mode: 'warn' },
            { from: '2026-01-01', mode: 'enforce' },
          ],
        }),
      ],
    },
    /modes: dates are not in order/,
  ],
  'two ways to say when it begins': [
    { rules: [rule({ effectiveFrom: '2026-01-01', modes: [{ from: '2026-02-01', mode: 'warn' }] })] },
    /effectiveFrom/,
  ],
  'a broken definition': [{ define: { ours: 'sender.nobody' } }, /define\.ours: unknown fact/],
};
for (const [what, [changes, why]] of Object.entries(shapes)) {
  test(`a pack with ${what} does not compile`, (t) => {
    t.regex(faultsOf(packDocument(changes)).join('\n'), why);
  });
}

test('a document that is no pack at all is refused, not crashed on', (t) => {
  for (const document of [null, undefined, 3, 'text', [], {}]) t.true(faultsOf(document).length > 0);
});

test('a pack takes the rules of its base, replaces one by id and leaves one out', (t) => {
  const base = {
    base: 'common',
    title: { fa: 'پ', en: 'b' },
    version: '1.0.0',
    define: { promo: 'message.promotional' },
    rules: [rule({ id: 'a' }), rule({ id: 'b' }), rule({ id: 'c', when: 'promo' })],
  };
  const library = { ...emptyLibrary, bases: new Map([['common', base]]) };
  const own = packDocument({ extends: 'common', without: ['a'], rules: [rule({ id: 'b', effect: 'warn' })] });
  const pack = compile(own, library);
  t.deepEqual(
    pack.rules.map((r) => [r.source.id, r.source.effect]),
    [
      ['c', 'deny'],
      ['b', 'warn'],
    ],
  );
  t.deepEqual(faultsOf(packDocument({ extends: 'common', without: ['zzz'] }), library), [
    "without: the base has no rule 'zzz'",
  ]);
});
