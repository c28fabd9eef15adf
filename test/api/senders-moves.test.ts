import test from 'ava';
import { lifeCycle, type SenderMove, type SenderStatus, senderStatuses } from '#src/senders/index.ts';
import { type Business, lineInput, makeBusiness, makeSender, meetRequirements, reach } from '#test/senders/world.ts';
import { startApp, type TestAnswer, type TestApp } from '#test/support/app.ts';

let app: TestApp;
let shop: Business;
test.before(async () => {
  app = await startApp();
  shop = await makeBusiness(app);
});
test.after.always(() => app?.stop());

/** The moves that a caller can ask for, and how. `edit` and `renew` are no moves of the sender itself. */
const asks: Partial<Record<SenderMove, (id: string) => Promise<TestAnswer>>> = {
  submit: (id) => shop.client.post(`/v1/senders/${id}/submit`),
  withdraw: (id) => shop.client.post(`/v1/senders/${id}/withdraw`),
  claim: (id) => app.admin.post(`/v1/senders/${id}/claim`),
  release: (id) => app.admin.post(`/v1/senders/${id}/release`),
  approve: (id) => app.admin.post(`/v1/senders/${id}/review`, { decision: 'approve' }),
  reject: (id) => app.admin.post(`/v1/senders/${id}/review`, { decision: 'reject', note: 'no shop' }),
  request_changes: (id) => app.admin.post(`/v1/senders/${id}/review`, { decision: 'request_changes', note: 'sign' }),
  suspend: (id) => app.admin.post(`/v1/senders/${id}/suspend`, { reason: 'r' }),
  reinstate: (id) => app.admin.post(`/v1/senders/${id}/reinstate`),
  revoke: (id) => app.admin.post(`/v1/senders/${id}/revoke`, { reason: 'r' }),
};

/** What a reinstated sender with an active operator becomes in the end. */
const settled = (from: SenderStatus, move: SenderMove, to: SenderStatus) =>
  from === 'suspended' && move === 'reinstate' ? 'active' : to;

for (const from of senderStatuses) {
  test(`from ${from} exactly the moves of the table are possible`, async (t) => {
    t.timeout(120_000);
    let id: string | null = null;
    for (const [move, ask] of Object.entries(asks) as [SenderMove, (id: string) => Promise<TestAnswer>][]) {
      // A refusal changes nothing, so the next move is tried on the same sender.
      if (id === null) {
        id = await reach(app, shop, from);
        if (from === 'draft') await meetRequirements(app, shop, id);
      }
      const to = lifeCycle[from][move];
      // Whoever holds a claim extends it by claiming again, which is no step.
      const expected = from === 'in_review' && move === 'claim' ? 'in_review' : to;
      const before = (await shop.client.get(`/v1/senders/${id}`)).body;
      t.is(before.status, from);
      const answer = await ask(id);
      const after = (await shop.client.get(`/v1/senders/${id}`)).body;
      if (expected) {
        t.is(answer.status, 200, `${from} ${move}: ${JSON.stringify(answer.body)}`);
        t.is(after.status, settled(from, move, expected), `${from} ${move}`);
        id = null;
      } else {
        t.deepEqual([answer.status, answer.body.code], [409, 'INVALID_TRANSITION'], `${from} ${move}`);
        t.is(answer.body.currentStatus, from);
        t.deepEqual(after, before, `${from} ${move} changes nothing`);
      }
    }
  });
}

test('an operator is set after the approval only', async (t) => {
  for (const from of senderStatuses) {
    const id = await reach(app, shop, from);
    const answer = await app.admin.put(`/v1/senders/${id}/operators/irancell`, { status: 'active' });
    const allowed = ['approved', 'active', 'suspended', 'expired'].includes(from);
    t.is(answer.status, allowed ? 200 : 409, from);
  }
});

test('of two reviewers who claim at once one gets it, and of two decisions one is made', async (t) => {
  const { id } = await makeSender(app, shop, 'submitted');
  const reviewers = await Promise.all([app.as('reviewer'), app.as('reviewer'), app.as('reviewer')]);
  const claims = await Promise.all(reviewers.map((it) => it.post(`/v1/senders/${id}/claim`)));
  t.deepEqual(claims.map((it) => it.status).sort(), [200, 409, 409]);
  t.true(claims.every((it) => it.status === 200 || it.body.code === 'ALREADY_CLAIMED'));
  const holder = reviewers[claims.findIndex((it) => it.status === 200)]!;
  const other = reviewers[claims.findIndex((it) => it.status !== 200)]!;
  const stolen = await other.post(`/v1/senders/${id}/review`, { decision: 'approve' });
  t.deepEqual([stolen.status, stolen.body.code], [409, 'ALREADY_CLAIMED']);
  const decisions = await Promise.all([
    holder.post(`/v1/senders/${id}/review`, { decision: 'approve' }),
    holder.post(`/v1/senders/${id}/review`, { decision: 'reject', note: 'no shop' }),
  ]);
  t.deepEqual(decisions.map((it) => it.status).sort(), [200, 409]);
  const { items } = (await shop.client.get(`/v1/senders/${id}/history`)).body;
  t.is(items.filter((it: { move: string }) => ['approve', 'reject'].includes(it.move)).length, 1);
});

test('a lease that ran out is taken over, and the first reviewer can no longer decide', async (t) => {
  const { id } = await makeSender(app, shop, 'submitted');
  const [slow, next] = [await app.as('reviewer'), await app.as('reviewer')];
  await slow.post(`/v1/senders/${id}/claim`);
  t.is((await next.post(`/v1/senders/${id}/claim`)).status, 409);
  await app.db.pool.query(
    `update sender_application set claimed_until = now() - interval '1 second' where sender_id = $1`,
    [id],
  );
  t.is((await next.post(`/v1/senders/${id}/claim`)).status, 200);
  t.is((await slow.post(`/v1/senders/${id}/review`, { decision: 'approve' })).body.code, 'ALREADY_CLAIMED');
  t.is((await slow.post(`/v1/senders/${id}/release`)).body.code, 'ALREADY_CLAIMED');
  t.is((await next.post(`/v1/senders/${id}/release`)).body.status, 'submitted');
});

test('nobody reviews what their own organization filed', async (t) => {
  const { id } = await makeSender(app, shop, 'submitted');
  const colleague = await app.as('reviewer', shop.id);
  const claim = await colleague.post(`/v1/senders/${id}/claim`);
  t.deepEqual([claim.status, claim.body.code], [403, 'SELF_REVIEW']);
  const stranger = await app.as('reviewer', (await makeBusiness(app)).id);
  t.is((await stranger.post(`/v1/senders/${id}/claim`)).status, 200);
});

test('changes that were asked for are made and handed in again; the paper that was refused must be replaced', async (t) => {
  const { id } = await makeSender(app, shop, 'in_review');
  const papers = (await app.admin.get(`/v1/senders/${id}/documents`)).body.items;
  const review = {
    decision: 'request_changes',
    note: 'see the card',
    findings: [
      { code: 'DOC_UNREADABLE', documentId: papers[0].id },
      { code: 'SUBJECT_VAGUE', note: 'which goods?' },
    ],
  };
  const answer = await app.admin.post(`/v1/senders/${id}/review`, review, { 'accept-language': 'fa' });
  t.is(answer.body.status, 'changes_requested');
  t.is(answer.body.application.findings[0].short, 'ناخوانا');
  const early = await shop.client.post(`/v1/senders/${id}/submit`);
  t.deepEqual([early.status, early.body.code], [422, 'REQUIREMENTS_NOT_MET']);
  const refused = early.body.evaluation.results.filter((it: { status: string }) => it.status === 'invalid');
  t.deepEqual(
    refused.map((it: { documentType: string }) => it.documentType),
    [papers[0].type],
  );
  t.is((await shop.client.patch(`/v1/senders/${id}`, { subjects: ['کفش و کیف'] })).status, 200);
  await meetRequirements(app, shop, id);
  t.is((await shop.client.post(`/v1/senders/${id}/submit`)).body.status, 'submitted');
});

test('whoever is refused or sent back is told why: in words, or by a finding', async (t) => {
  const { id } = await makeSender(app, shop, 'in_review');
  const path = `/v1/senders/${id}/review`;
  const paths = ({ body }: TestAnswer) => body.errors.map((e: { path: string }) => e.path);
  for (const decision of ['reject', 'request_changes']) {
    for (const note of [undefined, '', ' \n', '...', '—', 'x'])
      t.deepEqual(paths(await app.admin.post(path, { decision, note })), ['note'], `${decision} ${note}`);
  }
  const silent = { decision: 'reject', note: '', findings: [] };
  const [en, fa] = [
    await app.admin.post(path, silent),
    await app.admin.post(path, silent, { 'accept-language': 'fa' }),
  ];
  t.like(en, { status: 422, body: { code: 'INVALID_INPUT' } });
  t.regex(en.body.errors[0].message, /why/);
  t.regex(fa.body.errors[0].message, /دلیل/);
  t.deepEqual(paths(await app.admin.post(path, { ...silent, extra: 1 })), ['extra', 'note'], 'all faults at once');
  t.is((await shop.client.get(`/v1/senders/${id}`)).body.status, 'in_review');
  const found = { decision: 'request_changes', findings: [{ code: 'SUBJECT_VAGUE' }] };
  t.is((await app.admin.post(path, found)).body.status, 'changes_requested');
  const other = await makeSender(app, shop, 'in_review');
  t.is((await app.admin.post(`/v1/senders/${other.id}/review`, { ...silent, note: 'نه' })).body.status, 'rejected');
  const stopped = await makeSender(app, shop, 'active');
  for (const move of ['suspend', 'revoke'])
    for (const body of [{}, { reason: ' ' }])
      t.deepEqual(paths(await app.admin.post(`/v1/senders/${stopped.id}/${move}`, body)), ['reason'], move);
});

test('a finding that the catalogue does not have, or about another’s paper, is refused', async (t) => {
  const { id } = await makeSender(app, shop, 'in_review');
  const findings = [{ code: 'NO_SUCH' }, { code: 'DOC_UNSIGNED', documentId: id }];
  const answer = await app.admin.post(`/v1/senders/${id}/review`, { decision: 'reject', findings });
  t.is(answer.status, 422);
  t.deepEqual(
    answer.body.errors.map((e: { path: string }) => e.path),
    ['findings.0.code', 'findings.1.documentId'],
  );
  t.is((await shop.client.get(`/v1/senders/${id}`)).body.status, 'in_review');
});

test('an application whose paper lapsed in review is not approved', async (t) => {
  const { id } = await makeSender(app, shop, 'in_review');
  await app.db.pool.query(`update document set expires_at = now() - interval '1 day' where sender_id = $1`, [id]);
  const answer = await app.admin.post(`/v1/senders/${id}/review`, { decision: 'approve' });
  t.deepEqual([answer.status, answer.body.code], [422, 'REQUIREMENTS_NOT_MET']);
});

test('an ended sender frees its address', async (t) => {
  for (const end of ['withdrawn', 'rejected', 'revoked'] as const) {
    const id = await reach(app, shop, end);
    const { address } = (await shop.client.get(`/v1/senders/${id}`)).body;
    t.is((await shop.client.post('/v1/senders', lineInput(shop, { address }))).status, 201, end);
  }
});

test('suspension by one operator does not touch the others', async (t) => {
  const { id } = await makeSender(app, shop, 'active');
  await app.admin.put(`/v1/senders/${id}/operators/irancell`, { status: 'active', lineClass: 'promotional' });
  await app.admin.put(`/v1/senders/${id}/operators/mci`, { status: 'suspended', note: 'complaints' });
  const { body } = await shop.client.get(`/v1/senders/${id}`);
  t.is(body.status, 'active');
  const states = Object.fromEntries(
    body.operators.map((it: { operator: string; status: string }) => [it.operator, it.status]),
  );
  t.deepEqual(states, { irancell: 'active', mci: 'suspended', rightel: 'pending', shatel: 'pending' });
});
