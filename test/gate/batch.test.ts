import test from 'ava';
import fc from 'fast-check';
import { type DemoKeys, seedDemo } from '#src/demo/index.ts';
import { type BatchResult, restoreResults, storeResults } from '#src/gate/batch-answer.ts';
import type { Addressee } from '#src/gate/batch-recipients.ts';
import { textSha256 } from '#src/gate/index.ts';
import { storeAccepted } from '#src/gate/store-batch.ts';
import { newId } from '#src/kernel/index.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

let app: TestApp;
let gateway: TestClient;
test.before(async () => {
  app = await startApp();
  gateway = app.client(((await seedDemo(app.house, new Date())) as DemoKeys).gateway);
});
test.after.always(() => app?.stop());

test('every recipient of a batch is one of many to the rules, those of its last statement too', async (t) => {
  const recipients = Array.from({ length: 1001 }, (_, i) => `0912${5_000_000 + i}`);
  const { body } = await gateway.post('/v1/check/batch', { sender: '021-42750000', text: 'نوبت شما', recipients });
  t.is(body.results.length, 1001);
  const { rows } = await app.db.pool.query('select kinds from decision_batch where id = $1', [body.id]);
  t.is(rows[0].kinds.base.message.bulk, true);
  t.deepEqual(
    rows[0].kinds.kinds.map(({ count, differs }: { count: number; differs: object }) => ({ count, differs })),
    [{ count: 1001, differs: {} }],
  );
});

test('results are the same behind their stored form', (t) => {
  const anyResult: fc.Arbitrary<BatchResult> = fc.record({
    to: fc.constantFrom('+989121234567', '+989351234567', 'garbage', ''),
    outcome: fc.constantFrom('allow', 'defer', 'hold', 'deny'),
    codes: fc.constantFrom([], ['OPTED_OUT'], ['OPTED_OUT', 'QUIET_HOURS']),
    notBefore: fc.constantFrom(null, '2026-11-24T04:30:00Z'),
  });
  fc.assert(
    fc.property(fc.array(anyResult), (results) => {
      const stored = JSON.parse(JSON.stringify(storeResults(results)));
      t.deepEqual(restoreResults(stored), results);
    }),
  );
});

test('what a batch accepts is stored with the text and the category of each recipient', async (t) => {
  const accepted = [
    { msisdn: '+989120000001', text: 'سلام علی', category: 'promotional' },
    { msisdn: '+989120000002', text: 'سلام رضا', category: 'survey' },
  ];
  const batchId = newId();
  const addressees = accepted.map(({ msisdn, text, category }) => ({
    to: msisdn,
    recipient: { msisdn },
    alike: { prepared: { text, category, pack: { name: 'ir' }, sender: null } },
  })) as unknown as Addressee[];
  const client = await app.db.pool.connect();
  await storeAccepted(client, batchId, addressees, 7);
  client.release();
  const { rows } = await app.db.pool.query(
    'select msisdn, category, text_sha256 from decision where batch_id = $1 order by msisdn',
    [batchId],
  );
  t.deepEqual(
    rows,
    accepted.map(({ text, ...row }) => ({ ...row, text_sha256: textSha256(text) })),
  );
});
