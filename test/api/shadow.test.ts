import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { type DemoKeys, seedDemo } from '#src/demo/index.ts';
import { startApp } from '#test/support/app.ts';

const rule = `
  - id: no-long-surveys
    code: FORBIDDEN_CONTENT
    effect: deny
    when: message.category == "survey" && message.segments >= 3
    modes: [{ from: 2020-01-01, mode: shadow }]
    message: { fa: نظرسنجی دراز, en: A long survey. }
    remedy: { fa: کوتاهش کنید, en: Shorten it. }
    basis: { source: House rule, confidence: low }
`;
const vector = `
  - name: a long survey
    facts: { message.category: survey, message.segments: 4, message.hasOptOutNotice: true }
    outcome: allow
    fires: [no-long-surveys]
`;

test('rules that only remark are counted with what they would have stopped', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mohr-shadow-'));
  cpSync('policies', folder, { recursive: true });
  appendFileSync(join(folder, 'ir.yaml'), rule);
  appendFileSync(join(folder, 'ir.tests.yaml'), vector);
  const app = await startApp({ POLICIES_DIR: folder });
  t.teardown(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });
  t.deepEqual([...app.house.rulebook.faults().keys()], []);
  const keys = (await seedDemo(app.house, new Date())) as DemoKeys;
  const gateway = app.client(keys.gateway);
  const survey = { sender: '021-42750000', to: '09121234567', category: 'survey' };
  const long = `از خدمات ما راضی بودید؟ ${'لطفا بنویسید. '.repeat(20)}\nلغو۱۱`;
  const answers = [
    await gateway.post('/v1/check', { ...survey, text: long }),
    await gateway.post('/v1/check', { ...survey, text: long, sender: 'NOBODY' }),
    await gateway.post('/v1/check', { ...survey, text: 'از خدمات ما راضی بودید؟ ۱ تا ۵\nلغو۱۱' }),
    await gateway.post('/v1/check/batch', {
      sender: survey.sender,
      category: 'survey',
      text: long,
      recipients: ['09121234567', '09121234568'],
    }),
  ];
  t.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  );
  const auditor = await app.as('auditor');
  // Ids are made to the millisecond: what was decided in the one of the question is not before it.
  await new Promise((next) => setTimeout(next, 5));
  const { status, body } = await auditor.get('/v1/policies/ir/shadow?days=2');
  t.is(status, 200);
  t.like(body, { pack: 'ir', complete: true, decisions: 5 });
  const found = body.items.find((item: { rule: string }) => item.rule === 'ir/no-long-surveys');
  // Three would be refused that passed; the sender that nobody knows is refused already.
  t.like(found, { mode: 'shadow', would: 'deny', fired: 4, stricter: 3 });
  t.true(found.examples.includes(answers[0]?.body.id));
  t.is(found.organizations[0].fired, 3);
  t.is((await auditor.get('/v1/policies/nowhere/shadow')).status, 404);
  t.is(
    (await app.as('business', found.organizations[0].organizationId).then((own) => own.get('/v1/policies/ir/shadow')))
      .status,
    403,
  );
});
