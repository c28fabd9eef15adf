import test from 'ava';
import { compile, loadPacks, runVectors } from '#src/policy/index.ts';
import { packDocument } from './small-pack.ts';

const pack = compile(packDocument());
const fires = { name: 'fires', facts: { 'message.promotional': true }, outcome: 'deny', fires: ['no-promotion'] };
const silent = { name: 'silent', outcome: 'allow' };
const file = (...vectors: unknown[]) => ({ pack: 'small', at: '2026-01-01T12:00:00Z', vectors });
const messages = (document: unknown) =>
  runVectors(pack, document).faults.map((fault) => `${fault.path}: ${fault.message}`);

test('vectors that fire every rule once and leave it silent once pass', (t) => {
  t.deepEqual(runVectors(pack, file(fires, silent)), { run: 2, faults: [] });
});

test('a rule that fires in no vector, or in all of them, is a fault', (t) => {
  t.deepEqual(messages(file(silent)), ['tests.no-promotion: this rule fires in no vector']);
  t.deepEqual(messages(file(fires)), ['tests.no-promotion: this rule is silent in no vector']);
});

test('a wrong outcome, a wrong rule, a wrong instant and an unknown fact are faults', (t) => {
  t.regex(
    messages(file(fires, silent, { ...fires, name: 'x', outcome: 'allow' })).join(),
    /outcome is deny, not allow/,
  );
  t.regex(
    messages(file(fires, silent, { ...silent, name: 'x', fires: ['no-promotion'] })).join(),
    /fires nothing, not no-promotion/,
  );
  t.regex(
    messages(file(fires, silent, { ...fires, name: 'x', notBefore: '2026-01-02T00:00:00Z' })).join(),
    /notBefore is not given/,
  );
  t.regex(
    messages(file(fires, silent, { ...silent, name: 'x', facts: { 'message.colour': 'red' } })).join(),
    /unknown fact/,
  );
  t.regex(messages(file(fires, silent, { ...silent, name: 'x', given: ['nothing'] })).join(), /there is no given/);
});

test('a pack without vectors, or with those of another, does not load', (t) => {
  t.true(messages(undefined).length > 0);
  t.deepEqual(messages({ ...file(fires, silent), pack: 'other' }), ["tests.pack: is not 'small'"]);
  const loaded = loadPacks(new Map([['small.yaml', JSON.stringify(packDocument())]]));
  t.is(loaded.packs.size, 0);
  t.deepEqual([...loaded.faults.keys()], ['small.yaml']);
});

test('a file that is not YAML, or not in the file of its name, does not load and leaves the others alone', (t) => {
  const files = new Map([
    ['small.yaml', JSON.stringify(packDocument())],
    ['small.tests.yaml', JSON.stringify(file(fires, silent))],
    ['broken.yaml', 'pack: [1, 2'],
    ['alias.yaml', 'pack: *nowhere'],
    ['calendars/late.yaml', 'calendar: late\n'],
    ['elsewhere.yaml', JSON.stringify(packDocument())],
  ]);
  const { packs, faults } = loadPacks(files);
  t.deepEqual([...packs.keys()], ['small']);
  t.deepEqual([...faults.keys()].sort(), ['alias.yaml', 'broken.yaml', 'calendars/late.yaml', 'elsewhere.yaml']);
});
