import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { readPolicyFiles } from '#src/cli/policy-files.ts';
import { DecisionDiagram } from '#src/policy/analysis/decision-diagram.ts';
import { outcomes, sideOf } from '#src/policy/analysis/diff-packs.ts';
import { RequestSpace } from '#src/policy/analysis/request-space.ts';
import { analysePack, compile, diffPacks, evaluate, loadPacks, NotAnalysable } from '#src/policy/index.ts';
import { packDocument, rule } from './small-pack.ts';

const at = Temporal.Instant.from('2026-11-23T12:00:00+03:30');
const { packs } = loadPacks(readPolicyFiles(join(import.meta.dirname, '../../policies')));
const withRules = (...rules: Record<string, unknown>[]) => compile(packDocument({ rules }));

test('a diagram answers like the functions that it was built from, and equal functions are one node', (t) => {
  const d = new DecisionDiagram([2, 3, 2]);
  const a = d.test(0, (index) => index === 1);
  const b = d.test(1, (index) => index > 0);
  const c = d.test(2, (index) => index === 0);
  t.is(d.and(a, d.or(b, c)), d.or(d.and(a, b), d.and(c, a)));
  t.is(d.not(d.and(a, b)), d.or(d.not(a), d.not(b)));
  t.is(d.and(a, d.not(a)), d.terminal(0));
  t.is(d.share(d.and(a, b)), 1 / 3);
  t.deepEqual(
    [...(d.witness(d.and(a, b), [0, 0, 0]) ?? [])],
    [
      [0, 1],
      [1, 1],
    ],
  );
  t.is(d.witness(d.terminal(0), []), undefined);
});

for (const pack of packs.values()) {
  test(`the diagram of pack ${pack.name} decides like the pack itself, request by request`, (t) => {
    const space = new RequestSpace([pack], at);
    const { diagram, axes } = space;
    const { outcome } = sideOf(space, pack, at);
    let decidedOnes = 0;
    const wanted = fc.uniqueArray(fc.tuple(fc.nat(axes.length - 1), fc.nat(10)), {
      maxLength: 6,
      selector: ([axis]) => axis,
    });
    fc.assert(
      fc.property(wanted, fc.constantFrom(...outcomes.keys()), (values, index) => {
        const fixed = values.map(([axis, value]) =>
          diagram.test(axis, (i) => i === value % (axes[axis]?.labels.length ?? 1)),
        );
        const decided = diagram.map(`is ${index}`, (value) => (value === index ? 1 : 0), outcome);
        const sample = space.sample(fixed.reduce(diagram.and, decided));
        // No request is both of this kind and of this outcome, or its day is one on which other rules are in force.
        if (sample === undefined || sample.at.epochMilliseconds < at.epochMilliseconds) return;
        decidedOnes += 1;
        t.is(evaluate(pack, sample.facts, sample.at).outcome, outcomes[index] ?? 'deny');
      }),
      { numRuns: 50 },
    );
    t.true(decidedOnes > 10, `only ${decidedOnes} requests could be compared`);
  });
}

test('no shipped pack has a dead rule or a category that can never pass', (t) => {
  for (const pack of packs.values()) {
    t.deepEqual(analysePack(pack, at), { dead: [], absolute: [], redundant: [], impossible: [] }, pack.name);
  }
});

test('a rule that no request can make fire is called dead', (t) => {
  const pack = withRules(rule(), rule({ id: 'dead', when: 'message.promotional && message.category == "otp"' }));
  t.deepEqual(analysePack(pack, at).dead, ['small/dead']);
});

test('a text that is no promotion can be of another category than was declared, if it is called a code', (t) => {
  const pack = withRules(
    rule({ id: 'no-code', when: 'message.mismatch && !message.promotional && message.declared == "otp"' }),
    rule({ id: 'harmless', when: 'message.mismatch && !message.promotional && message.declared == "alert"' }),
  );
  t.deepEqual(analysePack(pack, at).dead, ['small/harmless']);
});

test('a rule that stops everything, and one that another covers, are named', (t) => {
  const pack = withRules(rule({ when: 'true' }), rule({ id: 'covered', when: 'message.promotional' }));
  const { absolute, redundant } = analysePack(pack, at);
  t.deepEqual(absolute, ['small/no-promotion']);
  t.deepEqual(redundant, [{ rule: 'small/covered', coveredBy: 'small/no-promotion' }]);
});

test('rules that together let no message of a category pass are named as a contradiction, without bystanders', (t) => {
  const pack = withRules(
    rule({ id: 'needs-link', when: 'message.category == "survey" && !message.hasLink' }),
    rule({ id: 'no-links', when: 'message.hasLink' }),
    rule({ id: 'bystander', when: 'message.fraud' }),
  );
  t.deepEqual(analysePack(pack, at).impossible, [
    { category: 'survey', rules: ['small/needs-link', 'small/no-links'] },
  ]);
});

test('equal packs have no flips', (t) => {
  const { flips, changed } = diffPacks(withRules(rule()), withRules(rule()), at);
  t.deepEqual({ flips, changed }, { flips: [], changed: [] });
});

test('a stricter condition flips just the requests that it adds, with an example decided both ways', (t) => {
  const a = withRules(rule({ when: 'message.promotional && consent.promotional == "none"' }));
  const b = withRules(rule({ when: 'message.promotional && consent.promotional in ["none", "pending"]' }));
  const { flips, changed } = diffPacks(a, b, at);
  t.deepEqual(changed, [{ rule: 'no-promotion', parts: ['when'] }]);
  t.is(flips.length, 1);
  t.like(flips[0], { from: 'allow', to: 'deny', because: 'small/no-promotion' });
  t.is(flips[0]?.sample?.facts['consent.promotional'], 'pending');
});

test('a window that is moved by an hour flips that hour in both directions', (t) => {
  const withHours = (hours: string) =>
    compile(
      packDocument({
        windows: { day: { days: [{ on: ['all'], hours: [hours] }] } },
        rules: [rule({ code: 'QUIET_HOURS', effect: 'defer', window: 'day' })],
      }),
    );
  const { flips, changed } = diffPacks(withHours('08:00-22:00'), withHours('09:00-23:00'), at);
  t.deepEqual(changed, [{ rule: 'no-promotion', parts: ['window'] }]);
  const hours = flips.map(({ from, to, sample }) => {
    const local = Temporal.Instant.from(sample?.at ?? '').toZonedDateTimeISO('Asia/Tehran');
    return `${from} ${to} ${local.hour}`;
  });
  t.deepEqual(hours.sort(), ['allow defer 8', 'defer allow 22']);
});

test('a change that another rule hides is no flip', (t) => {
  const hidden = rule({ id: 'hidden', when: 'message.promotional && message.fraud', effect: 'hold' });
  const { flips, onlyInB } = diffPacks(withRules(rule()), withRules(rule(), hidden), at);
  t.deepEqual({ flips, onlyInB }, { flips: [], onlyInB: ['hidden'] });
});

test('a condition that the analysis cannot take apart is refused, not guessed at', (t) => {
  const pack = withRules(rule({ when: 'sender.status.startsWith("act")' }));
  t.throws(() => analysePack(pack, at), { instanceOf: NotAnalysable });
});

test('any two shipped packs can be compared, and every flip is proven or said not to be', (t) => {
  const ir = packs.get('ir');
  if (ir === undefined) return t.fail();
  for (const other of packs.values()) {
    for (const flip of diffPacks(ir, other, at).flips) {
      if (flip.sample !== null) t.not(flip.from, flip.to);
      t.true(flip.share > 0 && flip.share <= 1);
    }
  }
  t.true(diffPacks(ir, packs.get('us') ?? ir, at).flips.some((flip) => flip.sample !== null));
});
