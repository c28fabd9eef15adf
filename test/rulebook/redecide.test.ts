import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { BatchKinds, readKinds } from '#src/gate/index.ts';
import { AppError } from '#src/kernel/index.ts';
import { type CompiledPack, evaluate, type Facts, loadPacks, sampleFacts } from '#src/policy/index.ts';
import { compileCandidate, newTally, type Recorded, redecide, replayPage } from '#src/rulebook/index.ts';
import { anyFacts, anyInstant } from './any-facts.ts';

const files = readdirSync('policies', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
const { packs, library } = loadPacks(
  new Map(files.map((file) => [file, readFileSync(join('policies', file), 'utf8')])),
);
const ir = packs.get('ir') as CompiledPack;
const source = readFileSync('policies/ir.yaml', 'utf8');
const noon = Temporal.Instant.from('2026-11-24T12:00:00+03:30');

/** A decision as it comes out of storage. */
function record(pack: CompiledPack, facts: Facts, at: Temporal.Instant, more: Partial<Recorded> = {}): Recorded {
  const { outcome, notBefore, reasons } = evaluate(pack, facts, at);
  const stored = {
    facts,
    at: at.toString(),
    outcome,
    notBefore: notBefore?.toString() ?? null,
    reasons: reasons.map(({ rule, effect }) => ({ rule, effect })),
  };
  const read = JSON.parse(JSON.stringify(stored)) as typeof stored;
  const whose = { id: 'x', organizationId: 'o', sender: '+982142750000', country: 'IR', weight: 1 };
  return { ...whose, ...read, at: Temporal.Instant.from(read.at), ...more };
}

function factsWith(changes: Record<string, Record<string, unknown>>): Facts {
  const facts = sampleFacts() as unknown as Record<string, object>;
  for (const [group, fields] of Object.entries(changes)) facts[group] = { ...facts[group], ...fields };
  return facts as unknown as Facts;
}

const promotion = factsWith({
  message: { category: 'promotional', detected: 'promotional', promotional: true, hasOptOutNotice: true },
  sender: { lineClass: 'promotional' },
  consent: { promotional: 'opted_in' },
});

test('decided again under the pack that decided it, nothing is decided otherwise', (t) => {
  const outcomes = new Set<string>();
  const cases = fc.record({ pack: fc.constantFrom(...packs.values()), at: anyInstant }).chain(({ pack, at }) =>
    anyFacts(at)
      .map((facts) => record(pack, facts, at))
      .map((recorded) => ({ pack, recorded })),
  );
  fc.assert(
    fc.property(cases, ({ pack, recorded }) => {
      outcomes.add(recorded.outcome);
      return redecide(pack, recorded).kind === 'same';
    }),
    { numRuns: 3000 },
  );
  t.deepEqual([...outcomes].sort(), ['allow', 'defer', 'deny', 'hold']);
});

test('a flip names the rules of the stricter side that are not as strict on the other', (t) => {
  const stricter = compileCandidate(
    source.replace('limit: 3, within: PT24H', 'limit: 1, within: PT24H'),
    library,
    'ir',
  );
  const once = { ...promotion, recent: { ...promotion.recent, organizationPromotional: [noon.epochMilliseconds - 1] } };
  const flip = { kind: 'flip', from: 'allow', to: 'deny', because: ['ir/frequency-cap'] };
  t.deepEqual(redecide(stricter, record(ir, once, noon)), flip as never);
  const back = { kind: 'flip', from: 'deny', to: 'allow', because: ['ir/frequency-cap'] };
  t.deepEqual(redecide(ir, record(stricter, once, noon)), back as never);
});

test('a deferral to another instant and the same outcome for other reasons are no flips, but are told apart', (t) => {
  const night = Temporal.Instant.from('2026-11-24T23:30:00+03:30');
  const later = compileCandidate(source.replace("hours: ['08:00-22:00']", "hours: ['09:00-22:00']"), library, 'ir');
  t.deepEqual(redecide(later, record(ir, promotion, night)), { kind: 'other_instant' });
  const silent = compileCandidate(
    { ...ir.source, rules: ir.source.rules.filter(({ id }) => id !== 'promo-on-service-line') },
    library,
    'ir',
  );
  const twice = factsWith({ message: { promotional: true, mismatch: true }, sender: { lineClass: 'service' } });
  t.deepEqual(redecide(silent, record(ir, twice, noon)), { kind: 'other_reasons' });
});

test('what the candidate needs and was not recorded is named, unless the candidate denies whatever it is', (t) => {
  const unread = { ...factsWith({ message: { category: 'alert' } }), recent: {} as never };
  const capped = source
    .replace(
      'promotion-per-day: { of: recent.organizationPromotional',
      'promotion-per-day: { of: recent.organizationAll',
    )
    .replace('effect: deny\n    when: promotion\n    cap', 'effect: deny\n    when: "true"\n    cap');
  const candidate = compileCandidate(capped, library, 'ir');
  t.deepEqual(redecide(ir, record(ir, unread, noon)), { kind: 'same' });
  t.deepEqual(redecide(candidate, record(ir, unread, noon)), { kind: 'missing', facts: ['recent.organizationAll'] });
  const denied = { ...unread, sender: { ...unread.sender, registered: false } };
  t.is(redecide(candidate, record(ir, denied, noon)).kind, 'other_reasons');
});

test('a tally adds up, and stays small however many organizations and senders there are', (t) => {
  const window = { since: new Date('2026-11-20'), until: new Date('2026-11-25') };
  const none = compileCandidate(
    { ...ir.source, extends: undefined, rules: ir.source.rules.filter(({ effect }) => effect !== 'deny') },
    library,
    'ir',
  );
  const tally = newTally(none, window);
  const denied = record(ir, factsWith({ sender: { registered: false } }), noon);
  const decisions = Array.from({ length: 2000 }, (_, i) => ({
    ...denied,
    id: `d${i}`,
    organizationId: `o${i}`,
    sender: `s${i}`,
    weight: 2,
  }));
  replayPage(tally, none, { decisions, factless: 7, next: null });
  replayPage(tally, none, { decisions: [{ ...denied, country: 'DE' }], factless: 0, next: null });
  const { decided, same, flipped, otherInstant, otherReasons, notReplayable } = tally;
  const { factless, missing, elsewhere } = notReplayable;
  t.is(decided, same + flipped + otherInstant + otherReasons + factless + missing + elsewhere);
  t.like({ decided, flipped, factless, elsewhere }, { decided: 4008, flipped: 4000, factless: 7, elsewhere: 1 });
  t.is(tally.rules['ir/sender-unknown']?.flips, 4000);
  t.is(tally.uncounted.senders + Object.values(tally.senders).reduce((sum, { flips }) => sum + flips, 0), 4000);
  t.true(JSON.stringify(tally).length < 200_000);
  t.true(tally.kinds['deny→allow'] !== undefined && tally.kinds['deny→allow'].examples.length <= 5);
});

test('a rule that was in force at no time of the traffic is named', (t) => {
  const rules = ir.source.rules.map((rule) =>
    rule.id === 'quiet-hours' ? { ...rule, effectiveFrom: '2027-01-01' } : rule,
  );
  const candidate = compileCandidate({ ...ir.source, rules }, library, 'ir');
  t.deepEqual(newTally(candidate, { since: new Date('2026-11-20'), until: new Date('2026-11-25') }).notInForce, [
    'ir/quiet-hours',
  ]);
  t.deepEqual(newTally(candidate, { since: new Date('2026-11-20'), until: new Date('2027-01-02') }).notInForce, []);
});

test('a candidate that does not compile is refused with every fault and its place', (t) => {
  const wrong = (candidate: unknown, path: RegExp) => {
    const error = t.throws(() => compileCandidate(candidate, library, 'ir'), { instanceOf: AppError });
    t.is(error?.code, 'INVALID_INPUT');
    t.true(
      error?.details.faults?.some((fault) => path.test(fault.path)),
      JSON.stringify(error?.details.faults),
    );
  };
  wrong(source.replaceAll('message.promotional', 'message.promotionl'), /^candidate\.rules\.promo-on-service-line/);
  wrong('a: [', /^candidate$/);
  wrong('a: *nobody', /^candidate$/);
  wrong({}, /^candidate\.pack$/);
  wrong(source.replace('pack: ir', 'pack: us'), /^candidate\.pack$/);
});

test('the kinds of a batch come out of storage as they went in', (t) => {
  const cases = fc.array(
    anyInstant.chain((at) => anyFacts(at)),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(cases, (all) => {
      const kinds = new BatchKinds();
      const added = all.map((facts, i) => ({
        pack: i % 2 ? 'ir' : 'us',
        country: 'IR',
        facts,
        outcome: 'allow' as const,
        notBefore: null,
        reasons: [],
      }));
      for (const kind of [...added, ...added]) kinds.of(kind).count++;
      const read = readKinds(JSON.parse(JSON.stringify(kinds.stored())));
      const unique = new Set(added.map((kind) => JSON.stringify(kind)));
      t.is(read.length, unique.size);
      for (const { count, ...kind } of read) {
        t.true(count >= 2);
        t.true(added.some((other) => JSON.stringify(other.facts) === JSON.stringify(kind.facts)));
      }
      t.is(
        read.reduce((sum, { count }) => sum + count, 0),
        added.length * 2,
      );
      t.is(
        Object.values(kinds.packs()).reduce((a, b) => a + b, 0),
        added.length * 2,
      );
    }),
    { numRuns: 100 },
  );
});
