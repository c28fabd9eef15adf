import test from 'ava';
import { loadSenderByKey, loadSharedSender } from '#src/senders/index.ts';
import { matchKeyword, senderKey } from '#src/text/index.ts';
import { type Business, lineInput, makeBusiness, makeSender, meetRequirements } from '#test/senders/world.ts';
import { startApp, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let shop: Business;
let clinic: Business;

test.before(async () => {
  app = await startApp();
  shop = await makeBusiness(app);
  clinic = await makeBusiness(app, 'درمانگاه نمونه');
});
test.after.always(() => app?.stop());

test('a fixed line goes from draft to active, and its history names every step', async (t) => {
  const input = { ...lineInput(shop), kind: 'fixed_line', address: '۰۲۱-۴۲۷۵۰۰۰۰', lineClass: 'service' };
  const made = await shop.client.post('/v1/senders', input);
  t.is(made.status, 201);
  t.like(made.body, { status: 'draft', address: '+982142750000', display: '021-42750000', province: 'Tehran' });
  const { id } = made.body;

  const early = await shop.client.post(`/v1/senders/${id}/submit`);
  t.deepEqual([early.status, early.body.code], [422, 'REQUIREMENTS_NOT_MET']);
  t.false(early.body.evaluation.compliant);

  await meetRequirements(app, shop, id);
  t.true((await shop.client.get(`/v1/senders/${id}/evaluation`)).body.compliant);
  t.is((await shop.client.post(`/v1/senders/${id}/submit`)).body.status, 'submitted');
  t.is((await app.admin.post(`/v1/senders/${id}/claim`)).body.status, 'in_review');
  const approved = await app.admin.post(`/v1/senders/${id}/review`, { decision: 'approve', note: 'complete' });
  t.is(approved.body.status, 'approved');
  t.deepEqual(
    approved.body.operators.map((it: { operator: string; status: string }) => [it.operator, it.status]),
    [
      ['irancell', 'pending'],
      ['mci', 'pending'],
      ['rightel', 'pending'],
      ['shatel', 'pending'],
    ],
  );
  const active = await app.admin.put(`/v1/senders/${id}/operators/mci`, { status: 'active', reference: 'r-1' });
  t.like(active.body, { status: 'active' });

  const { items } = (await shop.client.get(`/v1/senders/${id}/history`)).body;
  t.deepEqual(
    items.map((it: { move: string; from: string | null; to: string }) => [it.move, it.from, it.to]),
    [
      ['create', null, 'draft'],
      ['submit', 'draft', 'submitted'],
      ['claim', 'submitted', 'in_review'],
      ['approve', 'in_review', 'approved'],
      ['activate', 'approved', 'active'],
    ],
  );
  t.is(items[3].why, 'complete');
  t.is(
    (
      await app.db.pool.query(
        `select count(*)::int n from audit_event where object_id = $1 and action in ('sender.create','sender.submit','sender.claim','sender.approve','sender.activate')`,
        [id],
      )
    ).rows[0].n,
    5,
  );
});

test('a brand name follows the general rules and those of the country', async (t) => {
  const ask = async (address: string) => {
    const answer = await shop.client.post(
      '/v1/senders',
      lineInput(shop, { kind: 'masked', address, lineClass: 'service' }),
    );
    return answer.status === 201 ? 'ok' : answer.body.errors.map((it: { code: string }) => it.code).join();
  };
  t.is(await ask('Nan Taze 7'), 'ok');
  t.is(await ask('AB'), 'name_rule');
  t.is(await ask('A&B'), 'name_rule');
  t.is(await ask('12345'), 'name_needs_letter');
  t.is(await ask(' LEAD'), 'name_edge');
  t.is(await ask('TWELVELETTER'), 'name_length');
  t.is(await ask('نان تازه'), 'name_characters');
});

test('a short code is dedicated, or shared by keyword', async (t) => {
  const code = (changes: object) =>
    clinic.client.post('/v1/senders', lineInput(clinic, { kind: 'short_code', ...changes }));
  const ours = await code({ address: '40123', sharedKeyword: 'GOLD' });
  t.like(ours.body, { address: '40123', sharedKeyword: 'GOLD' });
  const gold = await code({ address: '40123', sharedKeyword: 'طلا' });
  t.is(gold.status, 201);
  t.is((await code({ address: '40123', sharedKeyword: 'gold' })).body.code, 'SENDER_TAKEN');
  t.is((await code({ address: '40123' })).body.code, 'SENDER_TAKEN', 'it is shared');
  t.is((await code({ address: '40124' })).status, 201);
  t.is((await code({ address: '40124', sharedKeyword: 'GOLD' })).body.code, 'SENDER_TAKEN', 'it is dedicated');
  for (const sharedKeyword of ['12', 'two words', '!'])
    t.is((await code({ address: '40125', sharedKeyword })).status, 422);
  t.is((await clinic.client.post('/v1/senders', lineInput(clinic, { sharedKeyword: 'GOLD' }))).status, 422);
  const em = app.db.reader();
  t.is((await loadSenderByKey(em, senderKey('40123 Gold')))?.id, ours.body.id);
  for (const text of ['GOLD 11', '  gold  11 ', '11 Gold']) {
    const found = await loadSharedSender(em, '40123', text);
    t.deepEqual([found?.sender.id, found?.says], [ours.body.id, '11'], text);
  }
  for (const text of [
    '«طلا ۱۱»',
    'طلا۱۱',
    '۱۱طلا',
    '‏طلا: خاموش.',
    '‎"طـلا", 11',
    '11\u200cطلا',
    'طلا 1️⃣1️⃣',
    '(خاموش) طلا!',
  ]) {
    const found = await loadSharedSender(em, '40123', text);
    t.is(found?.sender.id, gold.body.id, text);
    t.is(matchKeyword(found?.says ?? ''), 'opt_out', text);
  }
  for (const text of ['silver', 'نطلا۱۱', '۱۱', '!', '', 'طلافروشی ۱۱'])
    t.is(await loadSharedSender(em, '40123', text), null);
});

test('of two who want a code at once, one dedicated and one shared, one gets it', async (t) => {
  const ask = (changes: object) => shop.client.post('/v1/senders', lineInput(shop, { kind: 'short_code', ...changes }));
  for (let i = 0; i < 5; i++) {
    const address = `4070${i}`;
    const both = await Promise.all([ask({ address }), ask({ address, sharedKeyword: 'GOLD' })]);
    t.deepEqual(both.map((it) => it.status).sort(), [201, 409]);
  }
});

test('an address that is taken is refused however it is written', async (t) => {
  await shop.client.post('/v1/senders', { ...lineInput(shop), kind: 'fixed_line', address: '02144556677' });
  const again = { ...lineInput(clinic), kind: 'fixed_line', address: '0098 21 44556677' };
  const answer = await clinic.client.post('/v1/senders', again);
  t.deepEqual([answer.status, answer.body.code], [409, 'SENDER_TAKEN']);
});

test('a name that looks like a registered one is flagged and needs two reviewers', async (t) => {
  const name = { kind: 'masked', lineClass: 'service' };
  await makeSender(app, shop, 'approved', lineInput(shop, { ...name, address: 'NEMOONEH' }));
  const like = await makeSender(app, clinic, 'submitted', lineInput(clinic, { ...name, address: 'NEM00NEH' }));
  t.is(like.warnings[0].of, 'NEMOONEH');
  const [one, two] = [await app.as('reviewer'), await app.as('reviewer')];
  await one.post(`/v1/senders/${like.id}/claim`);
  t.is((await one.post(`/v1/senders/${like.id}/review`, { decision: 'approve' })).body.status, 'submitted');
  const same = await one.post(`/v1/senders/${like.id}/claim`);
  t.deepEqual([same.status, same.body.code], [409, 'SECOND_REVIEWER_NEEDED']);
  await two.post(`/v1/senders/${like.id}/claim`);
  t.is((await two.post(`/v1/senders/${like.id}/review`, { decision: 'approve' })).body.status, 'approved');
});

test('a step that the life cycle does not have is refused and changes nothing', async (t) => {
  const active = await makeSender(app, shop, 'active');
  const answer = await shop.client.post(`/v1/senders/${active.id}/submit`);
  t.deepEqual([answer.status, answer.body.code, answer.body.currentStatus], [409, 'INVALID_TRANSITION', 'active']);
  t.is((await shop.client.get(`/v1/senders/${active.id}`)).body.status, 'active');
});

test('every fault of a sender is named at once', async (t) => {
  const bad = { organizationId: shop.id, kind: 'nonsense', address: '', lineClass: 7 };
  const answer = await shop.client.post('/v1/senders', bad);
  t.is(answer.status, 422);
  t.deepEqual(answer.body.errors.map((e: { path: string }) => e.path).sort(), [
    'address',
    'kind',
    'lineClass',
    'sampleMessages',
    'subjects',
  ]);
});

test('an address that is none is named beside the other faults of a sender', async (t) => {
  const bad = { ...lineInput(shop), kind: 'fixed_line', address: '09121234567', lineClass: 7, operators: ['nobody'] };
  const answer = await shop.client.post('/v1/senders', bad);
  t.is(answer.status, 422);
  const paths = answer.body.errors.map((e: { path: string }) => e.path).sort();
  t.deepEqual(paths, ['address', 'lineClass', 'operators']);
});

test('a business that asks for another’s senders gets none, and not its own', async (t) => {
  await makeSender(app, shop, 'draft');
  t.deepEqual((await shop.client.get(`/v1/senders?organizationId=${clinic.id}`)).body.items, []);
  t.true((await shop.client.get(`/v1/senders?organizationId=${shop.id}`)).body.items.length > 0);
});

test('anyone may ask whose a sender is', async (t) => {
  const active = await makeSender(app, shop, 'active');
  const draft = await makeSender(app, shop, 'draft');
  const ask = async (address: string) => (await app.client().get(`/v1/public/senders?address=${address}`)).body;
  t.like(await ask(active.address), { registered: true, holder: 'فروشگاه نمونه', status: 'active' });
  t.deepEqual(await ask(draft.address), { registered: false });
  t.deepEqual(await ask('DIGIKALAA'), { registered: false, lookalikeOf: 'DIGIKALA' });
});

test('11 with the keyword of a shared code opts out of the one who has that keyword', async (t) => {
  const input = { kind: 'short_code', address: '40777' };
  const gold = await makeSender(app, shop, 'active', lineInput(shop, { ...input, sharedKeyword: 'GOLD' }));
  const gateway = await app.as('gateway');
  const mo = (text: string) => gateway.post('/v1/mo', { from: '09125550011', to: '40777', text });
  t.is((await mo('11')).body.effect, 'none', 'whose?');
  t.is((await mo('SILVER 11')).body.effect, 'none');
  t.is((await mo('GOLD ۱۱')).body.effect, 'opt_out');
  const { items } = (await app.admin.get('/v1/consents/history?msisdn=09125550011')).body;
  t.deepEqual([items[0].senderId, items[0].action], [gold.id, 'opt_out']);
});
