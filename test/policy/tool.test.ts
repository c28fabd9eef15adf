import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { readPolicyFiles } from '#src/cli/policy-files.ts';
import { explain, factsPage, loadPacks, sampleFacts } from '#src/policy/index.ts';
import { packDocument } from './small-pack.ts';

const root = join(import.meta.dirname, '../..');

/** Runs the policy tool and answers its exit code and all that it printed. */
function tool(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['src/cli/policy.ts', ...args], { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

test('the reference page of facts is up to date', async (t) => {
  t.is(
    await readFile(join(root, 'docs/facts.md'), 'utf8'),
    factsPage(),
    'run: npm run policy -- facts > docs/facts.md',
  );
});

test('an explanation has every rule of the pack, with what it read', (t) => {
  const pack = loadPacks(readPolicyFiles(join(root, 'policies'))).packs.get('ir');
  if (pack === undefined) return t.fail();
  const { rules, decision } = explain(pack, sampleFacts(), Temporal.Instant.from('2026-11-23T12:00:00Z'));
  t.is(rules.length, pack.rules.length);
  t.is(decision.outcome, 'allow');
  t.deepEqual(rules.find((rule) => rule.rule === 'ir/sender-unknown')?.facts, { 'sender.registered': true });
});

test('`policy test` passes on the shipped packs and fails, naming the fault, on a broken one', async (t) => {
  const good = await tool('test');
  t.is(good.code, 0, good.output);
  t.regex(good.output, /ok {4}ir /);
  t.regex(good.output, /with ir: .*quiet-hours/);
  const folder = await mkdtemp(join(tmpdir(), 'policies-'));
  await writeFile(join(folder, 'small.yaml'), JSON.stringify(packDocument({ define: { x: 'sender.nobody' } })));
  const bad = await tool('test', '--dir', folder);
  await rm(folder, { recursive: true });
  t.is(bad.code, 1);
  t.regex(bad.output, /define\.x: unknown fact 'nobody'/);
});

test('`policy explain` decides a request from a file, in either language', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'policies-'));
  const file = join(folder, 'request.json');
  const facts = { 'message.category': 'promotional', 'message.promotional': true, 'sender.lineClass': 'service' };
  await writeFile(file, JSON.stringify({ country: 'IR', at: '2026-11-23T12:00:00+03:30', facts }));
  const persian = await tool('explain', file, '--lang', 'fa', '--all');
  const at = '2026-11-23T23:00:00+03:30';
  await writeFile(file, JSON.stringify({ country: 'IR', channel: 'whatsapp', at, facts }));
  const joined = await tool('explain', file);
  await writeFile(file, JSON.stringify({ country: 'IR', facts: { 'message.colour': 'red' } }));
  const wrong = await tool('explain', file);
  await rm(folder, { recursive: true });
  t.is(persian.code, 0, persian.output);
  t.regex(persian.output, /^deny .*pack ir/);
  t.regex(persian.output, /از خط خدماتی نمی‌توان تبلیغ فرستاد/);
  t.regex(persian.output, /passed +ir\/sender-unknown/);
  t.regex(joined.output, /pack whatsapp\+ir /);
  t.regex(joined.output, /defer QUIET_HOURS \(ir\/quiet-hours\)/);
  t.notRegex(joined.output, /PROMO_ON_SERVICE_LINE/);
  t.is(wrong.code, 2);
  t.regex(wrong.output, /unknown fact 'message.colour'/);
});

test('`policy diff` compares a pack with another and refuses what is neither pack nor file', async (t) => {
  const diff = await tool('diff', 'ir', 'default', '--at', '2026-11-23T12:00:00Z');
  t.is(diff.code, 0, diff.output);
  t.regex(diff.output, /allow → defer, by default\/quiet-hours/);
  const joined = await tool('diff', 'whatsapp+gb', 'whatsapp+sg', '--at', '2026-11-23T12:00:00Z');
  t.regex(joined.output, /allow → defer, by sg\/quiet-hours/);
  const wrong = await tool('diff', 'ir', 'nowhere');
  t.is(wrong.code, 2);
  t.regex(wrong.output, /neither a pack that loads nor a file/);
});

test('a command line that the tool does not know prints how to use it', async (t) => {
  for (const args of [[], ['dance'], ['explain'], ['test', '--loud']])
    t.is((await tool(...args)).code, 2, args.join(' '));
});
