import { join } from 'node:path';
import test from 'ava';
import { readPolicyFiles } from '#src/cli/policy-files.ts';
import { choosePack, loadPacks } from '#src/policy/index.ts';

const { packs, faults } = loadPacks(readPolicyFiles(join(import.meta.dirname, '../../policies')));

test('every pack of the folder compiles and passes its vectors', (t) => {
  t.deepEqual(Object.fromEntries(faults), {});
  t.deepEqual([...packs.keys()].sort(), ['ae', 'au', 'default', 'gb', 'in', 'ir', 'sg', 'us', 'whatsapp']);
});

test('every pack names itself with a version and the digest of its content', (t) => {
  for (const pack of packs.values()) {
    t.regex(pack.version, /^\d+\.\d+\.\d+$/);
    t.regex(pack.digest, /^sha256:[0-9a-f]{64}$/);
  }
});

test('the recipient’s country and the channel choose the pack, and no country is left without one', (t) => {
  const chosen = (country: string, channel?: 'sms' | 'whatsapp') => choosePack(packs, country, channel).name;
  t.is(chosen('IR'), 'ir');
  t.is(chosen('PR'), 'us');
  t.is(chosen('FR'), 'default');
  t.is(chosen(''), 'default');
  t.is(chosen('IR', 'whatsapp'), 'whatsapp');
  t.is(choosePack([...packs.values()], 'SG').name, 'sg');
  t.throws(() => choosePack([], 'IR'), { message: /no policy pack covers/ });
});

test('two packs never claim the same country and channel', (t) => {
  const claims = [...packs.values()].flatMap(({ source }) =>
    source.jurisdiction.channels.flatMap((channel) =>
      source.jurisdiction.countries.map((country) => `${channel} ${country}`),
    ),
  );
  t.is(new Set(claims).size, claims.length);
});

test('every rule speaks both languages in their own scripts', (t) => {
  for (const pack of packs.values()) {
    for (const { source, name } of pack.rules) {
      for (const text of [source.message, source.remedy]) {
        t.regex(text.fa, /[آ-ی]/, name);
        t.notRegex(text.en, /^[^a-z]*$/i, name);
        t.notRegex(text.fa, /[يك٠-٩]/, `${name} has Arabic letters or digits`);
      }
    }
  }
});
