import test from 'ava';
import { type DemoKeys, seedDemo } from '#src/demo/index.ts';
import { fixedClock } from '#src/kernel/index.ts';
import { startApp } from '#test/support/app.ts';

const NOON = '2026-11-24T12:00:00+00:00';

test('an opt-in that names no expiry lapses where the pack of the recipient’s country says so, and nowhere else', async (t) => {
  const app = await startApp({}, { clock: fixedClock(NOON) });
  t.teardown(() => app.stop());
  const keys = (await seedDemo(app.house, new Date(NOON))) as DemoKeys;
  const gateway = app.client(keys.gateway);
  const { body } = await app.admin.get('/v1/senders?limit=200');
  const { organizationId } = body.items.find((s: { address: string }) => s.address === '30001234567');
  const agree = (msisdn: string, effectiveAt: string, more: object = {}) =>
    app.admin.post('/v1/consents', {
      msisdn,
      organizationId,
      action: 'opt_in',
      purpose: 'promotional',
      channel: 'sms',
      source: 'web_form',
      evidence: { text: 'joined' },
      effectiveAt,
      ...more,
    });
  const asked = { sender: '30001234567', category: 'promotional', text: 'Sale, up to 70% off\nلغو۱۱', dryRun: true };
  const expired = async (to: string, more: object = {}) => {
    const { reasons } = (await gateway.post('/v1/check', { ...asked, to, ...more })).body;
    const codes = reasons.map(({ code }: { code: string }) => code);
    t.false(codes.includes('CONSENT_MISSING'), to);
    return codes.includes('CONSENT_EXPIRED');
  };
  // The British pack: two years. The Iranian one: never.
  const [old, young, own, iranian] = ['+447911123456', '+447911123457', '+447911123458', '+989121110099'];
  t.is((await agree(old, '2024-11-24T12:00:00Z')).status, 201);
  await agree(young, '2024-11-25T12:00:01Z');
  await agree(own, '2024-01-01T00:00:00Z', { expiresAt: '2030-01-01T00:00:00Z' });
  await agree(iranian, '2015-01-01T00:00:00Z');
  t.true(await expired(old));
  t.false(await expired(young));
  t.false(await expired(own), 'it names an expiry of its own');
  t.false(await expired(iranian));
  t.true(await expired(young, { at: '2026-11-25T12:00:02Z' }), 'a dry run in another time');
  const shown = async (msisdn: string, asOf = NOON) => {
    const question = new URLSearchParams({ msisdn, organizationId, asOf });
    return (await app.admin.get(`/v1/consents?${question}`)).body.states[0].state;
  };
  t.deepEqual(await Promise.all([old, young, own, iranian].map((to) => shown(to))), [
    'expired',
    'opted_in',
    'opted_in',
    'opted_in',
  ]);
  t.is(await shown(young, '2026-11-25T12:00:02Z'), 'expired', 'what is shown is what a check would use');
  t.false(await expired(old, { at: '2026-11-24T11:59:59Z' }));
  const batch = await gateway.post('/v1/check/batch', { ...asked, recipients: [old, young] });
  const codes = batch.body.results.map((result: { codes: string[] }) => result.codes.includes('CONSENT_EXPIRED'));
  t.deepEqual(codes, [true, false]);
});

test('who opted out is not asked again for as long as the pack of their country bars it', async (t) => {
  const clock = fixedClock(NOON);
  const app = await startApp({}, { clock });
  t.teardown(() => app.stop());
  await seedDemo(app.house, new Date(NOON));
  const { body } = await app.admin.get('/v1/senders?limit=200');
  const { organizationId, id: senderId } = body.items.find((s: { address: string }) => s.address === '30001234567');
  const scope = { organizationId, purpose: 'promotional' };
  const leave = (msisdn: string) =>
    app.admin.post('/v1/consents', { ...scope, msisdn, action: 'opt_out', channel: 'sms', source: 'call_center' });
  const ask = (msisdn: string) => app.admin.post('/v1/consents/confirmations', { ...scope, msisdn, senderId });
  // The Indian pack: 90 days. The Iranian one: no bar.
  const [indian, iranian] = ['+919810012345', '+989121110099'];
  t.is((await leave(indian)).status, 201);
  t.is((await leave(iranian)).status, 201);
  const refused = await ask(indian);
  t.like(refused, { status: 429, body: { code: 'RATE_LIMITED', retryAfterSeconds: 90 * 86_400 } });
  t.regex(refused.body.detail, /opted out/);
  t.is((await ask(iranian)).status, 201);
  clock.set('2027-02-22T11:59:59Z');
  t.is((await ask(indian)).status, 429);
  clock.set('2027-02-22T12:00:00Z');
  t.is((await ask(indian)).status, 201);
});
