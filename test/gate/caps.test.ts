import test from 'ava';
import { type DemoKeys, seedDemo } from '#src/demo/index.ts';
import { fixedClock } from '#src/kernel/index.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

const NOON = '2026-11-24T12:00:00+03:30';
let app: TestApp;
let gateway: TestClient;
const clock = fixedClock(NOON);

test.before(async () => {
  app = await startApp({}, { clock });
  const keys = (await seedDemo(app.house, new Date(NOON))) as DemoKeys;
  gateway = app.client(keys.gateway);
});
test.after.always(() => app?.stop());

const promotion = {
  sender: '30001234567',
  to: '09121234567',
  category: 'promotional',
  text: 'حراج پایان فصل تا ۷۰٪ تخفیف\nلغو۱۱',
};

/** A promotion that was accepted some hours before noon. */
async function sentBefore(hours: number): Promise<void> {
  const at = new Date(Date.parse(NOON) - hours * 3_600_000);
  await app.db.pool.query(`select ensure_partitions('decision', $1, 1)`, [at]);
  await app.db.pool.query(
    `insert into decision (id, organization_id, sender_id, msisdn, outcome, category, text_sha256, pack, ledger_seq, body)
     select overlay(uuid_floor($1)::text placing to_char(floor(random() * 1e12), 'FM000000000000') from 25)::uuid,
       organization_id, id, '+989121234567', 'allow', 'promotional', '', 'ir', 0, '{}' from sender where address = '30001234567'`,
    [at],
  );
}

test.serial('a cap counts the newest messages, however many older ones there are', async (t) => {
  for (const days of [20, 15, 10]) await sentBefore(days * 24);
  t.is((await gateway.post('/v1/check', { ...promotion, dryRun: true })).body.outcome, 'allow');
  for (const hours of [20, 10, 5]) await sentBefore(hours);
  const { body } = await gateway.post('/v1/check', { ...promotion, dryRun: true });
  t.is(body.outcome, 'deny');
  const [reason] = body.reasons;
  // The oldest of the three in the window frees its place after a day.
  t.like(reason, { code: 'FREQUENCY_CAP', allowedAt: '2026-11-24T12:30:00Z' });
});
