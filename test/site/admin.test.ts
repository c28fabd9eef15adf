import { readFileSync } from 'node:fs';
import test from 'ava';
import { startApp, type TestApp } from '#test/support/app.ts';
import { fillRegister, type Person, person, type Register } from './review-world.ts';

let app: TestApp;
let register: Register;
let admin: Person;
test.before(async () => {
  app = await startApp();
  register = await fillRegister(app);
  admin = await person(app, 'admin');
});
test.after.always(() => app?.stop());

const lists = [
  'users',
  'organizations',
  'keys',
  'routes',
  'packs',
  'packs/ir',
  'ledger',
  'blocklists',
  'audit',
  'webhooks',
  'exports',
].map((name) => `/admin/${name}`);

test('every page of administrators stands in both languages', async (t) => {
  for (const path of [...lists, `/admin/organizations/${register.shop.id}`]) {
    for (const [prefix, lang, dir] of [
      ['', 'fa', 'rtl'],
      ['/en', 'en', 'ltr'],
    ] as const) {
      const { status, html } = await admin.open(prefix + path);
      t.is(status, 200, prefix + path);
      t.regex(html, new RegExp(`<html lang="${lang}" dir="${dir}"`));
      t.notRegex(html, /\b(undefined|NaN|\[object Object\])\b/, prefix + path);
    }
  }
});

test.serial('while the database is away a page says so, to whoever had signed in, too', async (t) => {
  const { db } = app.house;
  const { reader } = db;
  db.reader = () => {
    throw Object.assign(new Error('sorry, too many clients already'), { code: '53300' });
  };
  try {
    for (const [path, words] of [
      ['/admin/packs', 'اکنون در دسترس نیست'],
      ['/en/admin/packs', 'Not available right now'],
    ] as const) {
      const { status, html, headers } = await admin.open(path);
      t.is(status, 503, path);
      t.is(headers.get('retry-after'), '2');
      t.regex(headers.get('content-type') ?? '', /html/);
      t.true(html.includes(words), path);
      t.false(html.includes('too many clients'));
    }
  } finally {
    db.reader = reader;
  }
});

test('an auditor reads them all and changes nothing; a business finds none', async (t) => {
  const auditor = await person(app, 'auditor');
  const owner = await person(app, 'business', register.shop.id);
  for (const path of lists) {
    t.is((await auditor.open(path)).status, 200, path);
    t.is((await owner.open(path)).status, 404, path);
  }
  t.is((await auditor.send('/admin/users', { act: 'invite', email: 'x@example.com', role: 'admin' })).status, 403);
  t.is((await auditor.send('/admin/keys', { act: 'make', name: 'x', role: 'admin' })).status, 403);
  t.is((await auditor.send(`/admin/organizations/${register.shop.id}`, { act: 'reinstate' })).status, 403);
});

test('someone is invited, and a wrong address is told at its field', async (t) => {
  const wrong = await admin.send('/en/admin/users', { act: 'invite', email: 'nobody', role: 'reviewer' });
  t.is(wrong.status, 422);
  t.regex(wrong.html, /field-email-fault/);
  const { location } = await admin.send('/en/admin/users', {
    act: 'invite',
    email: 'new@example.com',
    role: 'reviewer',
  });
  t.is(location, '/en/admin/users?done=invited');
});

test('someone’s role is changed and they sign in anew; nobody changes their own, no member becomes staff', async (t) => {
  const colleague = await person(app, 'auditor', null, 'a colleague');
  const owner = await person(app, 'business', register.shop.id, 'an owner');
  const idOf = async (name: string) => {
    const { rows } = await app.db.pool.query('select id from user_account where name = $1', [name]);
    return rows[0].id;
  };
  const change = (id: string, role: string) => admin.send('/en/admin/users', { act: 'role', id, role });
  const id = await idOf('a colleague');
  t.is((await colleague.open('/account')).status, 200);
  t.is((await change(id, 'reviewer')).location, '/en/admin/users?done=role_changed');
  t.is((await colleague.open('/account')).status, 303);
  t.is((await change(await idOf('an owner'), 'admin')).status, 403);
  t.is((await owner.send('/admin/users', { act: 'role', id, role: 'admin' })).status, 404);
  const { rows } = await app.db.pool.query(
    `select u.id from user_account u where role = 'admin' order by id desc limit 1`,
  );
  t.is((await change(rows[0].id, 'reviewer')).status, 403);
});

test('a key is shown once and ends when it is ended', async (t) => {
  const { html, status } = await admin.send('/en/admin/keys', { act: 'make', name: 'gate one', role: 'gateway' });
  t.is(status, 200);
  const key = /data-copy="([^"]+)"/.exec(html)?.[1] ?? '';
  const client = app.client(key);
  t.is((await client.get('/v1/senders')).status, 200);
  t.false((await admin.open('/en/admin/keys')).html.includes(key));
  const { body } = await app.admin.get('/v1/api-keys');
  const { id } = body.items.find(({ name }: { name: string }) => name === 'gate one');
  await admin.send('/en/admin/keys', { act: 'revoke', id });
  t.is((await client.get('/v1/senders')).status, 401);
});

test('an organization is stopped only with a reason by someone who is sure', async (t) => {
  const path = `/en/admin/organizations/${register.shop.id}`;
  t.is((await admin.send(path, { act: 'suspend', reason: 'debt' })).status, 422);
  const { location } = await admin.send(path, { act: 'suspend', reason: 'debt', sure: '1' });
  t.is(location, `${path}?done=organization_suspend`);
  t.regex((await admin.open(path)).html, /debt/);
  await admin.send(path, { act: 'reinstate' });
});

test('an entry of the ledger is proved from the page, one that is not there is told', async (t) => {
  await app.admin.post('/v1/consents', {
    msisdn: '09121234567',
    organizationId: register.shop.id,
    action: 'opt_out',
    purpose: 'promotional',
    channel: 'sms',
    source: 'web_form',
  });
  await waitFor(async () => (await app.admin.get('/v1/ledger/head')).body.size > 0);
  const { html } = await admin.open('/en/admin/ledger?seq=1');
  t.regex(html, /It holds/);
  t.notRegex(html, /It does not hold/);
  t.is((await admin.open('/en/admin/ledger?seq=999999')).status, 409);
});

test('numbers are added to a block list and the list is replaced by a file', async (t) => {
  const numbers = '09121110001\n0912 111 0002';
  const { location } = await admin.send('/admin/blocklists', { name: 'ir-national', numbers });
  t.is(location, '/admin/blocklists?done=blocklist_saved');
  const { body } = await app.admin.get('/v1/blocklists');
  t.is(body.items[0].entries, 2);
  const token = /name="_form" value="([^"]+)"/.exec((await admin.open('/account')).html)?.[1];
  const data = new FormData();
  data.set('file', new Blob(['msisdn\n09121110003\n'], { type: 'text/csv' }), 'list.csv');
  const sent = await fetch(`${app.url}/admin/blocklists/ir-national?form=${token}`, {
    method: 'POST',
    body: data,
    redirect: 'manual',
    headers: { cookie: admin.cookie, origin: app.url, accept: 'text/html' },
  });
  t.is(sent.status, 303);
  t.is((await app.admin.get('/v1/blocklists')).body.items[0].entries, 1);
});

test('the rules of a pack stand with their notes, the sources that say otherwise, and where else they hold', async (t) => {
  for (const [prefix, words] of [
    ['', ['یادداشت', 'منبع‌های ناهمسو', 'همچنین در: واتساپ']],
    ['/en', ['Note', 'Sources that say otherwise', 'Also on: WhatsApp']],
  ] as const) {
    const { html } = await admin.open(`${prefix}/admin/packs/ir`);
    for (const word of words) t.true(html.includes(word), word);
    t.true(html.includes('On other channels the same hours are the pack’s own caution'));
    t.true(html.includes('09:00–22:30 (sms.dcss.ir)'), 'each of several sources');
    const plain = html.slice(html.indexOf('>category-mismatch-note<'));
    t.false(plain.slice(0, plain.indexOf('</tr>')).includes(words[1]), 'nothing is said where there is nothing');
  }
  const csv = await admin.open('/admin/packs/ir?format=csv');
  t.regex(csv.html, /^\uFEFF?id,code,effect,alsoOn,source,confidence,note,contradictedBy,/);
  t.regex(csv.html, /whatsapp.*09:00–22:30 \(sms\.dcss\.ir\)/);
});

test('a candidate pack is replayed and its progress is seen; one that does not compile is told', async (t) => {
  const candidate = readFileSync('policies/au.yaml', 'utf8');
  const { location } = await admin.send('/en/admin/packs/au', { candidate, days: '1' });
  t.regex(location, /^\/en\/admin\/packs\/au\/replays\/[0-9a-f-]{36}$/);
  const { status, html } = await admin.open(location);
  t.is(status, 200);
  t.regex(html, /Replay under a candidate/);
  const bad = await admin.send('/en/admin/packs/ir', { candidate: 'pack: [', days: '7' });
  t.is(bad.status, 422);
  t.regex(bad.html, /pack: \[/);
});

test('audit is searched by action and day, and comes as CSV', async (t) => {
  const { html } = await admin.open('/en/admin/audit?action=sender.approve');
  t.regex(html, /sender\.approve/);
  t.notRegex(html, /api_key/);
  t.regex((await admin.open('/en/admin/audit?to=2000-01-01')).html, /Nothing matches/);
  const csv = await admin.open('/admin/audit?format=csv');
  t.regex(csv.html, /at,actor,role,action/);
  t.is((await admin.open('/en/admin/audit?organizationId=nonsense')).status, 422);
});

test('a list is sorted over all of its rows, and all of them come as CSV', async (t) => {
  await app.db.pool.query(
    `insert into user_account (id, email, name, role, organization_id, locale, recovery_hashes, failures, created_at, updated_at)
     select gen_random_uuid(), 'u' || n || '@example.com', 'person ' || lpad(((n * 7) % 251)::text, 3, '0'), 'business', $1, 'fa', '[]', 0,
       now(), now() from generate_series(1, 250) n`,
    [register.shop.id],
  );
  const names = (html: string) => [...html.matchAll(/<strong><bdi>(person \d+)</g)].map(([, name]) => name ?? '');
  const first = await admin.open('/en/admin/users?role=business&sort=-name');
  const next = /href="(\/en\/admin\/users\?[^"]*cursor=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await admin.open(next);
  const shown = [...names(first.html), ...names(second.html)];
  t.is(shown.length, 100);
  t.deepEqual(shown, shown.toSorted().reverse());
  t.is(shown[0], 'person 250');
  const { html: csv } = await admin.open('/admin/users?role=business&format=csv');
  t.is(csv.match(/person \d+/g)?.length, 250);
  t.is((await admin.open('/admin/users?sort=passwordHash')).status, 200, 'what is no column sorts nothing');
});

async function waitFor(ready: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await ready()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('it did not come');
}
