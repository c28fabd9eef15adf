import { readFileSync } from 'node:fs';
import test from 'ava';
import { type DemoKeys, seedDemo } from '#src/demo/index.ts';
import { recordedTraffic } from '#src/gate/index.ts';
import { fixedClock, systemActor } from '#src/kernel/index.ts';
import { carryOnReplay, compileCandidate, REPLAY_JOB, startReplay } from '#src/rulebook/index.ts';
import { startApp, type TestApp, type TestClient } from '#test/support/app.ts';

const NOON = '2026-11-24T12:00:00+03:30';
const NIGHT = '2026-11-24T23:30:00+03:30';
/** Ids are made by the machine's own clock, whatever the clock of the service says. */
const ALL = { since: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' };
const ir = readFileSync('policies/ir.yaml', 'utf8');
const clock = fixedClock(NOON);
let app: TestApp;
let gateway: TestClient;
let auditor: TestClient;
let keys: DemoKeys;

test.before(async () => {
  app = await startApp({}, { clock });
  keys = (await seedDemo(app.house, new Date(NOON))) as DemoKeys;
  gateway = app.client(keys.gateway);
  auditor = await app.as('auditor');
  await recordTraffic();
});
test.after.always(() => app?.stop());

const otp = { sender: '021-42750000', to: '09121234567', category: 'otp', text: 'کد تایید شما: 123456' };
const promotion = {
  sender: '30001234567',
  to: '09121234567',
  category: 'promotional',
  text: 'حراج پایان فصل تا ۷۰٪ تخفیف\nلغو۱۱',
};

/** Decisions of every outcome, one by one, in batches, of messages and again at their release, for several countries. */
async function recordTraffic(): Promise<void> {
  const unclear = await someoneUnclear();
  const checks = [
    otp,
    { ...otp, to: 'nobody' },
    { ...otp, sender: 'UNKNOWN' },
    { ...otp, to: '+12125550123' },
    { ...otp, to: '+447700900123' },
    { ...otp, to: '+919810012345' },
    { ...otp, to: '+4915112345678' },
    { ...otp, category: 'transactional', text: promotion.text },
    { ...otp, category: 'transactional', text: 'سفارش شما ثبت شد. کد پیگیری: 876' },
    { ...promotion, to: unclear },
    promotion,
    { ...promotion, to: '09301234567' },
    { ...promotion, to: '09351234567' },
  ];
  for (const check of checks) await gateway.post('/v1/check', check);
  // Three promotions a day are the cap: one more is refused.
  for (let i = 0; i < 3; i++) await gateway.post('/v1/check', promotion);
  clock.set(NIGHT);
  await gateway.post('/v1/check', promotion);
  for (const one of [promotion, otp]) await gateway.post('/v1/messages', one);
  await gateway.post('/v1/check/batch', {
    ...promotion,
    to: undefined,
    recipients: ['09121234567', '09301234567', '09351234567', 'x', '+12125550123', '09361234567'],
  });
  clock.set('2026-11-25T12:00:00+03:30');
  await gateway.post('/v1/check/batch', {
    sender: otp.sender,
    text: otp.text,
    category: 'otp',
    recipients: Array.from({ length: 300 }, (_, i) => `0912${String(5_000_000 + i)}`),
  });
  // The message that was deferred is decided again at its release.
  await until(async () => {
    const { rows } = await app.db.pool.query(`select count(*)::int as n from message where status = 'scheduled'`);
    return rows[0].n === 0;
  });
}

/** Somebody who agreed to promotion and then wrote what may be a revocation: promotion to them is held. */
async function someoneUnclear(): Promise<string> {
  const msisdn = '+989131234567';
  const { rows } = await app.db.pool.query(`select organization_id as id from sender where address = $1`, [
    promotion.sender,
  ]);
  const scope = { msisdn, organizationId: rows[0].id, purpose: 'promotional', channel: 'sms', source: 'web_form' };
  await app.admin.post('/v1/consents', { ...scope, action: 'opt_in', evidence: { text: 'عضویت' } });
  const mo = { from: msisdn, to: promotion.sender, text: 'چرا این قدر پیام می دهید، بس است دیگر؟' };
  const { body } = await gateway.post('/v1/mo', mo);
  if (body.effect !== 'unclear') throw new Error(`it is ${body.effect}`);
  return msisdn;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((next) => setTimeout(next, 20)))
    if (await holds()) return;
  throw new Error('it did not come to pass');
}

async function replay(pack: string, candidate: unknown, more: object = ALL) {
  const { status, body } = await auditor.post(`/v1/policies/${pack}/replays`, { candidate, ...more });
  if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
  const path = `/v1/policies/${pack}/replays/${body.replayId}`;
  await until(async () => ['done', 'failed'].includes((await auditor.get(path)).body.status));
  return (await auditor.get(path)).body;
}

test.serial('recorded traffic, decided again under the packs that decided it, flips nothing', async (t) => {
  const { rows } = await app.db.pool.query<{ pack: string; outcome: string }>(
    'select distinct pack, outcome from decision where batch_id is null',
  );
  t.deepEqual([...new Set(rows.map(({ outcome }) => outcome))].sort(), ['allow', 'defer', 'deny', 'hold']);
  const packs = [...new Set(rows.map(({ pack }) => pack))];
  t.true(packs.length >= 4, packs.join(' '));
  for (const pack of packs) {
    const found = await replay(pack, readFileSync(`policies/${pack}.yaml`, 'utf8'));
    t.like(found, { status: 'done', failure: null, flipped: 0, otherInstant: 0, otherReasons: 0 }, pack);
    t.is(found.same, found.progress.decided, pack);
    t.deepEqual(found.flips.byRule, []);
    t.is(found.progress.decided, found.progress.total, pack);
  }
  const found = await replay('ir', ir);
  const kept = await app.db.pool.query(
    `select (select count(*)::int from decision where pack = 'ir' and batch_id is null) as single,
       (select sum((packs ->> 'ir')::int)::int from decision_batch) as batched`,
  );
  t.true(kept.rows[0].batched > 300);
  t.is(found.progress.decided, kept.rows[0].single + kept.rows[0].batched);
});

test.serial(
  'a candidate that is stricter flips what it says, by rule, organization and sender, with examples',
  async (t) => {
    const candidate = ir
      .replace("days: [{ on: [all], hours: ['08:00-22:00'] }]", "days: [{ on: [all], hours: ['14:00-22:00'] }]")
      .replace('version: 1.0.0', 'version: 1.1.0');
    const found = await replay('ir', candidate);
    t.true(found.flipped > 0);
    const [kind] = found.flips.byKind;
    t.like(kind, { from: 'allow', to: 'defer' });
    t.is(found.flips.byRule[0].rule, 'ir/quiet-hours');
    t.is(found.flips.bySender[0].sender, '30001234567');
    t.regex(found.flips.byOrganization[0].organizationId, /^[0-9a-f-]{36}$/);
    const example = await gateway.get(`/v1/decisions/${kind.examples[0]}`);
    t.like(example.body, { outcome: 'allow', facts: { message: { category: 'promotional' } } });
    t.true(found.otherInstant > 0);
  },
);

test.serial('what was not looked up because the pack did not need it is named and not guessed', async (t) => {
  const candidate = ir
    .replace(
      'promotion-per-day: { of: recent.organizationPromotional',
      'promotion-per-day: { of: recent.organizationAll',
    )
    .replace('effect: deny\n    when: promotion\n    cap', 'effect: deny\n    when: "true"\n    cap');
  const { notReplayable, same, flipped, otherReasons, otherInstant, progress } = await replay('ir', candidate);
  t.true(notReplayable.missing >= 300);
  t.is(notReplayable.missingFacts[0].fact, 'recent.organizationAll');
  t.is(progress.decided, same + flipped + otherReasons + otherInstant + notReplayable.missing);
});

test.serial('a limit takes the newest decisions, and a batch without its facts is counted as such', async (t) => {
  const before = await replay('ir', ir, { ...ALL, limit: 5 });
  t.is(before.progress.total, 5);
  t.true(before.progress.decided >= 5);
  const { rows } = await app.db.pool.query(
    `insert into decision_batch (id, organization_id, body)
     select uuidv7(), null, '{"policy":{"pack":"sg"},"results":[{},{},{}]}' returning id`,
  );
  const found = await replay('sg', readFileSync('policies/sg.yaml', 'utf8'), {
    since: '1970-01-01T00:00:00Z',
    until: '5138-01-01T00:00:00Z',
  });
  t.like(found.notReplayable, { factless: 3, missing: 0 });
  await app.db.pool.query('delete from decision_batch where id = $1', [rows[0].id]);
});

test.serial(
  'a candidate with faults, of another pack or for a pack that is not there is refused with its faults',
  async (t) => {
    const post = (pack: string, body: object) => app.admin.post(`/v1/policies/${pack}/replays`, body);
    const wrong = await post('ir', { candidate: ir.replaceAll('message.promotional', 'message.promotionl') });
    t.is(wrong.status, 422);
    t.true(wrong.body.errors.some(({ path }: { path: string }) => path.startsWith('candidate.rules.')));
    t.is((await post('us', { candidate: ir })).body.errors[0].path, 'candidate.pack');
    t.is((await post('nowhere', { candidate: ir })).status, 404);
    t.is((await post('ir', { candidate: ir, since: ALL.until, until: ALL.since })).status, 422);
    t.is((await post('ir', { candidate: `a: &a [${'x,'.repeat(50)}]\nb: [${'*a,'.repeat(200)}]` })).status, 422);
  },
);

test.serial('a replay is listed, cancelled once, and of no concern to others', async (t) => {
  const { rows } = await app.db.pool.query<{ id: string }>(`select id from policy_replay where pack = 'ir' limit 1`);
  const id = rows[0]?.id as string;
  t.is((await auditor.post(`/v1/policies/ir/replays/${id}/cancel`)).status, 409);
  t.is((await auditor.get(`/v1/policies/us/replays/${id}`)).status === 404 || rows.length === 0, true);
  const { body } = await auditor.get('/v1/policies/ir/replays?limit=1');
  t.is(body.items.length, 1);
  const organization = await app.db.pool.query<{ id: string }>('select id from organization limit 1');
  const bound = await app.as('auditor', organization.rows[0]?.id);
  t.is((await bound.get(`/v1/policies/ir/replays/${body.items[0].id}`)).status, 404);
  t.deepEqual((await bound.get('/v1/policies/ir/replays')).body.items, []);
});

test.serial(
  'a stretch that is done twice counts once, one that was cut off is done again, and a cancelled one is not stored',
  async (t) => {
    const traffic = recordedTraffic(app.db.pool);
    const now = () => new Date(clock.now().epochMilliseconds);
    const house = { db: app.db, rulebook: app.house.rulebook, traffic, now };
    const candidate = compileCandidate(ir, app.house.rulebook.library(), 'ir');
    const window = { since: new Date(ALL.since), until: new Date(ALL.until), most: 1e9 };
    const begin = () =>
      app.db.transact(async (tx) => {
        const made = await startReplay(tx, systemActor, { ...window, document: candidate.source, candidate }, now());
        // The service's own worker has other things to do.
        await tx.flush();
        await tx.execute(`delete from outbox where kind = ? and payload ->> 'replayId' = ?`, [REPLAY_JOB, made]);
        return made;
      });
    const state = async (id: string) =>
      (await app.db.pool.query('select * from policy_replay where id = $1', [id])).rows[0];

    const twice = await begin();
    await Promise.all([carryOnReplay(house, twice), carryOnReplay(house, twice), carryOnReplay(house, twice)]);
    await carryOnReplay(house, twice);
    t.like(await state(twice), { status: 'done', step: 1 });

    // Cut off after some pages: nothing of it was stored, so it begins where the last stretch ended.
    const cut = await begin();
    let pages = 0;
    const failing = {
      ...traffic,
      page: (...asked: Parameters<typeof traffic.page>) => {
        if (pages++ > 0) throw new Error('the process was killed');
        return traffic.page(asked[0], asked[1], 2);
      },
    };
    await t.throwsAsync(carryOnReplay({ ...house, traffic: failing }, cut));
    t.like(await state(cut), { status: 'queued', step: 0, position: null });
    await carryOnReplay(house, cut);
    const [one, other] = [await state(twice), await state(cut)];
    t.is(other.status, 'done');
    t.deepEqual(other.tally, one.tally);

    const cancelled = await begin();
    const slow = {
      ...traffic,
      page: async (...asked: Parameters<typeof traffic.page>) => {
        await app.admin.post(`/v1/policies/ir/replays/${cancelled}/cancel`);
        return traffic.page(...asked);
      },
    };
    await carryOnReplay({ ...house, traffic: slow }, cancelled);
    t.like(await state(cancelled), { status: 'cancelled', step: 0 });
  },
);

test.serial('a replay goes on in small stretches, each from where the last one ended', async (t) => {
  const traffic = recordedTraffic(app.db.pool);
  const query = { pack: 'ir', since: new Date(ALL.since), until: new Date(ALL.until), organizationId: null };
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof traffic.page>> = await traffic.page(query, cursor, 3);
    ids.push(...new Set(page.decisions.map(({ id }) => id)));
    cursor = page.next;
  } while (cursor !== null);
  t.deepEqual(ids, [...new Set(ids)].sort().reverse());
  const { rows } = await app.db.pool.query(
    `select (select count(*)::int from decision where pack = 'ir' and batch_id is null)
       + (select count(*)::int from decision_batch where packs ? 'ir') as n`,
  );
  t.is(ids.length, rows[0].n);
});
