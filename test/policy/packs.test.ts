import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { readPolicyFiles } from '#src/cli/policy-files.ts';
import { effectOf } from '#src/consent/index.ts';
import { judge } from '#src/content/index.ts';
import { type CompiledPack, choosePack, evaluate, factsWith, joinPacks, loadPacks } from '#src/policy/index.ts';
import { anyFacts, anyInstant } from '#test/rulebook/any-facts.ts';

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
  t.is(chosen('IR', 'whatsapp'), 'whatsapp+ir');
  t.is(chosen('PR', 'whatsapp'), 'whatsapp+us');
  t.is(chosen('FR', 'whatsapp'), 'whatsapp+default');
  t.is(chosen('', 'whatsapp'), 'whatsapp+default');
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

test('whoever texts STOP or STOPALL is opted out under every pack', (t) => {
  const sender = { id: '', organizationId: '', optOutKeyword: null };
  for (const { name, source } of packs.values()) {
    const rules = { keywords: source.keywords, scope: 'sender' as const, acknowledgements: {} };
    for (const said of ['STOP', 'STOPALL', 'Stop all', 'stop-all.']) {
      t.is(effectOf(said, rules, sender), 'opt_out', `${said} under ${name}`);
    }
  }
});

test('an order that is called an OTP is told that its category is wrong, and is not called promotion', (t) => {
  const declared = { 'message.category': 'transactional', 'message.declared': 'otp', 'message.mismatch': true };
  const facts = factsWith({ ...declared, 'sender.lineClass': 'service' }, [], t.fail);
  for (const pack of packs.values()) {
    const { reasons } = evaluate(pack, facts, Temporal.Instant.from('2026-11-23T08:30:00Z'));
    const said = reasons.filter(({ code }) => code === 'CATEGORY_MISMATCH');
    t.is(said.length, 1, pack.name);
    for (const { message, remedy } of said) {
      t.notRegex(`${message.en} ${remedy.en}`, /promotion/i, pack.name);
      t.notRegex(`${message.fa} ${remedy.fa}`, /تبلیغ/, pack.name);
    }
  }
});

const whatsapp = packs.get('whatsapp') as CompiledPack;
const countries = [...packs.values()].filter((pack) => pack !== whatsapp);

test('whoever writes the notice that a remedy shows has written one', (t) => {
  const remedies = [...packs.values()].flatMap(({ rules }) =>
    rules.filter(({ source }) => source.code === 'OPT_OUT_NOTICE_MISSING').map(({ source }) => source.remedy),
  );
  const shown = remedies.flatMap(({ fa, en }) => `${fa} ${en}`.match(/(?<=[«“])[^»”]+(?=[»”])/gu) ?? []);
  t.true(shown.length > 10);
  for (const notice of shown) t.true(judge(`Sale of the season.\n${notice}`).hasOptOutNotice, notice);
});

test('no rule about lines, carriers’ notices or registries of SMS senders holds on WhatsApp', (t) => {
  const onSmsAlone = [
    'PROMO_ON_SERVICE_LINE',
    'OPT_OUT_NOTICE_MISSING',
    'OPERATOR_NOT_PROVISIONED',
    'LINK_NOT_ALLOWED',
  ];
  for (const pack of countries) {
    for (const { source, name } of pack.rules) {
      if (source.alsoOn.length > 0) t.false(onSmsAlone.includes(source.code), name);
    }
  }
  const iranian = packs.get('ir')?.rules.find(({ name }) => name === 'ir/national-block');
  t.deepEqual(iranian?.source.alsoOn, [], '*800# blocks promotional lines');
});

test('with a country’s law WhatsApp is never milder than without it, and says all that the law says', (t) => {
  const severity = ['allow', 'defer', 'hold', 'deny'];
  const cases = fc
    .record({ law: fc.constantFrom(...countries), at: anyInstant })
    .chain(({ law, at }) => anyFacts(at).map((facts) => ({ law, at, facts })));
  let stricter = 0;
  fc.assert(
    fc.property(cases, ({ law, at, facts }) => {
      const joint = evaluate(joinPacks(whatsapp, law), facts, at);
      const alone = evaluate(whatsapp, facts, at);
      const own = evaluate(law, facts, at).reasons.filter(({ rule }) =>
        law.rules.some(({ name, source }) => name === rule && source.alsoOn.includes('whatsapp')),
      );
      const said = joint.reasons.map(({ rule, effect }) => `${rule} ${effect}`);
      for (const { rule, effect } of own) t.true(said.includes(`${rule} ${effect}`), rule);
      t.true(severity.indexOf(joint.outcome) >= severity.indexOf(alone.outcome));
      if (joint.outcome !== alone.outcome) stricter += 1;
    }),
    { numRuns: 2000 },
  );
  t.true(stricter > 50, String(stricter));
});
