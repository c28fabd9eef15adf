import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { type DemoKeys, seedDemo } from '#src/demo/index.ts';
import { startApp } from '#test/support/app.ts';

const ir = readFileSync('policies/ir.yaml', 'utf8');

/** Runs `npm run policy` as a person would, with the settings that a service would have. */
function tool(env: Record<string, string>, ...args: string[]): Promise<{ code: number; output: string }> {
  const options = { env: { PATH: process.env.PATH ?? '', ...env } };
  return new Promise((done) =>
    execFile(process.execPath, ['src/cli/policy.ts', ...args], options, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, output: out + err }),
    ),
  );
}

test.serial('`policy replay` prints what a candidate flips in recorded traffic, and changes nothing', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mohr-replay-'));
  const app = await startApp();
  t.teardown(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });
  const keys = (await seedDemo(app.house, new Date())) as DemoKeys;
  const otp = { sender: '021-42750000', to: '09121234567', category: 'otp', text: 'کد تایید شما: 123456' };
  for (let i = 0; i < 3; i++) await app.client(keys.gateway).post('/v1/check', otp);
  await new Promise((next) => setTimeout(next, 5));
  const file = join(folder, 'candidate.yaml');
  const rule = `
  - id: no-otp
    code: FORBIDDEN_CONTENT
    effect: deny
    when: message.category == "otp"
    message: { fa: x, en: x }
    remedy: { fa: x, en: x }
    basis: { source: House rule, confidence: low }
`;
  writeFileSync(file, ir + rule);
  const env = { DATABASE_URL: app.db.url };
  const { code, output } = await tool(env, 'replay', '--days', '7', '--pack', file);
  t.is(code, 0, output);
  t.regex(output, /3 {2}decided again/);
  t.regex(output, /allow → deny: 3, for example [0-9a-f-]{36}/);
  t.regex(output, /3 {2}ir\/no-otp/);
  t.regex(output, /3 {2}فروشگاه نمونه/);
  t.regex(output, /3 {2}\+982142750000/);
  writeFileSync(file, ir);
  t.regex(
    (await tool(env, 'replay', '--pack', file, '--limit', '2')).output,
    /2 {2}decided again[\s\S]* 0 {2}otherwise/,
  );
  const { rows } = await app.db.pool.query('select count(*)::int as n from policy_replay');
  t.is(rows[0].n, 0);
});

test.serial('`policy replay` says what it needs: a file that compiles, and the service’s database', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mohr-replay-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'candidate.yaml');
  writeFileSync(file, ir);
  const cases: [Record<string, string>, string[], RegExp][] = [
    [{ DATA_DIR: join(folder, 'none') }, ['--pack', file], /set DATABASE_URL, or start the service/],
    [{ DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' }, ['--pack', file], /the database does not answer/],
    [{}, ['--pack', file, '--days', '-1'], /--days takes a positive whole number|argument/],
  ];
  for (const [env, args, said] of cases) {
    const { code, output } = await tool(env, 'replay', ...args);
    t.is(code, 2, output);
    t.regex(output, said);
    t.notRegex(output, /at .*\.ts:\d+/);
  }
  writeFileSync(file, ir.replaceAll('message.promotional', 'message.promotionl'));
  t.regex(
    (await tool({}, 'replay', '--pack', file)).output,
    /rules\.promo-on-service-line.*: unknown fact 'promotionl'/,
  );
  // What a service that is gone left behind is no database.
  mkdirSync(join(folder, 'postgres'));
  writeFileSync(join(folder, 'postgres', 'postmaster.pid'), '1\n2\n3\n4\n/nowhere\n');
  writeFileSync(file, ir);
  t.regex((await tool({ DATA_DIR: folder }, 'replay', '--pack', file)).output, /the database does not answer/);
});
