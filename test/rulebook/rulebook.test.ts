import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { loadReasonCatalogue, openRulebook } from '#src/rulebook/index.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'mohr-policies-'));
  cpSync('policies', path, { recursive: true });
  return path;
}

test('an edit takes effect without a restart, and a bad edit leaves the last good pack in force', async (t) => {
  const path = folder();
  const refused: string[] = [];
  const rulebook = await openRulebook(path, (_, faults) => refused.push(...faults.keys()));
  t.teardown(() => {
    rulebook.stop();
    rmSync(path, { recursive: true });
  });
  const before = rulebook.choose('IR');
  t.is(before.name, 'ir');
  const source = readFileSync(join(path, 'ir.yaml'), 'utf8');
  const version = /version: ([\d.]+)/.exec(source)?.[1] ?? '';

  writeFileSync(join(path, 'ir.yaml'), source.replace(version, '9.9.9'));
  for (let i = 0; i < 100 && rulebook.choose('IR').version !== '9.9.9'; i++)
    await new Promise((done) => setTimeout(done, 50));
  t.is(rulebook.choose('IR').version, '9.9.9');
  t.not(rulebook.choose('IR').digest, before.digest);

  writeFileSync(
    join(path, 'ir.yaml'),
    source.replace(version, '9.9.10').replace('message.promotional', 'message.promotionl'),
  );
  await rulebook.reload();
  t.is(rulebook.choose('IR').version, '9.9.9');
  t.true(refused.includes('ir.yaml'));
  t.true((rulebook.faults().get('ir.yaml')?.length ?? 0) > 0);
});

test('a folder without a pack, or none at all, stops the start with one line', async (t) => {
  const path = mkdtempSync(join(tmpdir(), 'mohr-policies-'));
  t.teardown(() => rmSync(path, { recursive: true }));
  await t.throwsAsync(
    openRulebook(path, () => undefined),
    { message: /^no policy pack in/ },
  );
  await t.throwsAsync(
    openRulebook(join(path, 'absent'), () => undefined),
    { message: /^POLICIES_DIR .* cannot be read$/ },
  );
});

test('the catalogue explains every reason code in both languages', async (t) => {
  const codes = await loadReasonCatalogue('policies');
  t.is(codes.length, 29);
  for (const { text, remedy } of codes)
    t.true([text.fa, text.en, remedy.fa, remedy.en].every((sentence) => sentence.length > 0));
});
