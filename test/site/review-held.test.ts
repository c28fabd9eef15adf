import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { seedDemo } from '#src/demo/index.ts';
import { fixedClock } from '#src/kernel/index.ts';
import { startApp, type TestApp } from '#test/support/app.ts';
import { type Person, person } from './review-world.ts';

const NOON = '2026-11-24T12:00:00+03:30';
/** Holds what is long, so that what is held does not hang on the judge of content. */
const RULE = `
  - id: long-texts
    code: CONTENT_REVIEW
    effect: hold
    when: message.segments >= 3
    message: { fa: متن دراز است., en: The text is long. }
    remedy: { fa: کوتاهش کنید, en: Shorten it. }
    basis: { source: House rule, confidence: low }
`;
const VECTOR = `
  - { name: a long text, facts: { message.segments: 4 }, outcome: hold, fires: [long-texts] }
`;
const text = 'سفارش شما ثبت شد و فردا به دستتان می‌رسد. '.repeat(5).trim();
const policies = mkdtempSync(join(tmpdir(), 'mohr-site-held-'));
let app: TestApp;
let reviewer: Person;
const ids: string[] = [];

test.before(async () => {
  cpSync('policies', policies, { recursive: true });
  appendFileSync(join(policies, 'ir.yaml'), RULE);
  appendFileSync(join(policies, 'ir.tests.yaml'), VECTOR);
  app = await startApp({ POLICIES_DIR: policies }, { clock: fixedClock(NOON) });
  await seedDemo(app.house, new Date(NOON));
  reviewer = await person(app, 'reviewer');
  const gateway = await app.as('gateway');
  for (const to of ['09121000001', '09121000002']) {
    const message = { sender: '021-42750000', to, category: 'transactional', text };
    const { body } = await gateway.post('/v1/messages', message);
    ids.push(body.id);
  }
});
test.after.always(async () => {
  await app?.stop();
  rmSync(policies, { recursive: true });
});

test.serial('a held message is shown with why it is held, in both languages', async (t) => {
  for (const [path, why] of [
    ['/review/held', /متن دراز است/],
    ['/en/review/held', /The text is long/],
  ] as const) {
    const { status, html } = await reviewer.open(path);
    t.is(status, 200);
    t.regex(html, why);
    for (const id of ids) t.true(html.includes(id));
  }
});

test.serial('to refuse one must say why; an approval is weighed again', async (t) => {
  const [first = '', second = ''] = ids;
  const bare = await reviewer.send('/en/review/held', { id: first, act: 'refuse', truth: 'fraud', note: '' });
  t.is(bare.status, 422);
  t.regex(bare.html, /<option value="fraud" selected>/, 'what was chosen stays');
  const long = 'x'.repeat(2001);
  const typed = await reviewer.send('/en/review/held', { id: first, act: 'refuse', truth: '', note: long });
  t.is(typed.status, 422);
  t.true(typed.html.includes(`>${long}</textarea>`), 'what was typed stays');
  const refused = await reviewer.send('/en/review/held', { id: first, act: 'refuse', truth: 'fraud', note: 'a trick' });
  t.is(refused.location, '/en/review/held?done=held_refuse');
  t.is(
    (await reviewer.send('/review/held', { id: second, act: 'release' })).location,
    '/review/held?done=held_release',
  );
  const { html } = await reviewer.open('/en/review/held');
  t.false(html.includes(first));
});

test.serial('an auditor sees them and decides on none', async (t) => {
  const auditor = await person(app, 'auditor');
  const { status, html } = await auditor.open('/review/held');
  t.is(status, 200);
  t.notRegex(html, /value="release"/);
  t.is((await auditor.send('/review/held', { id: ids[0] ?? '', act: 'release' })).status, 403);
});
