import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { systemActor } from '#src/kernel/index.ts';
import { forgetMails } from '#src/mail/index.ts';
import { addOutbox, type OutboxJob } from '#src/queue/index.ts';
import { pauseSender, resumeSender } from '#src/senders/index.ts';
import { cutoffs } from '#src/workers/keep-house.ts';
import { mailHandlers, oweMail } from '#src/workers/mails/send-mail.ts';
import { sweepSenders } from '#src/workers/sender-sweep.ts';
import { type Business, lineInput, makeBusiness, makeSender, now } from '#test/senders/world.ts';
import { startApp, type TestApp } from '#test/support/app.ts';
import { smtpServer } from '#test/support/mailbox.ts';

let app: TestApp;
let shop: Business;
let mailbox: Awaited<ReturnType<typeof smtpServer>>;

test.before(async () => {
  mailbox = await smtpServer();
  app = await startApp({
    SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
    MAIL_FROM: 'Mohr <mohr@example.ir>',
    PUBLIC_URL: 'https://mohr.example.ir',
  });
  shop = await makeBusiness(app);
});
test.after.always(async () => {
  await app?.stop();
  await mailbox?.close();
});

/** Waits until the mails of a sender are what they should be, and a little longer for one too many. */
async function subjects(address: string, count: number): Promise<string[]> {
  const about = () => mailbox.mails.map(decoded).filter(({ text }) => text.includes(address.slice(-7)));
  for (let tries = 0; tries < 200 && about().length < count; tries++) await new Promise((done) => setTimeout(done, 50));
  await new Promise((done) => setTimeout(done, 300));
  return about().map(({ subject }) => subject);
}

/** Subject and plain text of a mail (RFC 2045, RFC 2047: what nodemailer makes of Persian). */
function decoded(mail: string): { subject: string; text: string } {
  const header = /^Subject: ((?:.|\r\n )*)/m.exec(mail)?.[1] ?? '';
  const words = header.replace(/\?=\s+=\?UTF-8\?/gi, '?==?UTF-8?');
  const subject = words.replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, how: string, coded: string) =>
    how.toUpperCase() === 'B' ? Buffer.from(coded, 'base64').toString() : quoted(coded.replaceAll('_', ' ')),
  );
  const [, encoding = '', body = ''] =
    /Content-Type: text\/plain[\s\S]*?Content-Transfer-Encoding: (\S+)(?:\r\n[^\r\n]+)*\r\n\r\n([\s\S]*?)\r\n--/.exec(
      mail,
    ) ?? [];
  const text = encoding === 'base64' ? Buffer.from(body, 'base64').toString() : quoted(body.replaceAll('=\r\n', ''));
  return { subject: subject.replace(/\r\n /g, ' '), text };
}

const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();

const job = async (key: string): Promise<OutboxJob> => {
  const { rows } = await app.db.pool.query('select id, kind, payload, key, tries from outbox where key = $1', [key]);
  return rows[0];
};

test('an organization hears of each step of its sender once, in its language', async (t) => {
  const line = await makeSender(app, shop, 'active');
  t.deepEqual((await subjects(line.address, 3)).length, 3);
  const texts = mailbox.mails.map(decoded).filter(({ text }) => text.includes(line.address));
  t.true(texts.every(({ text }) => text.includes(`https://mohr.example.ir/senders/${line.id}`)));
  await app.admin.post(`/v1/senders/${line.id}/suspend`, { reason: 'شکایت‌های پی‌درپی' });
  t.is((await subjects(line.address, 4)).length, 4);
  t.true(
    mailbox.mails.map(decoded).some(({ text }) => text.includes(line.address) && text.includes('شکایت‌های پی‌درپی')),
  );
  const about = mailbox.mails.filter((mail) => decoded(mail).text.includes(line.address));
  t.true(about.every((mail) => /^To: .*<manager@example\.com>/m.test(mail)));
});

test('what was found is in the mail that asks for changes', async (t) => {
  const held = await makeSender(app, shop, 'in_review');
  const findings = [{ code: 'DOC_UNSIGNED', note: 'صفحهٔ دوم' }];
  await app.admin.post(`/v1/senders/${held.id}/review`, { decision: 'request_changes', note: 'امضا شود', findings });
  t.is((await subjects(held.address, 2)).length, 2);
  const asked = mailbox.mails.map(decoded).find(({ text }) => text.includes(held.address) && text.includes('امضا شود'));
  t.true(asked?.text.includes('امضای صاحب امضای مجاز دیده نمی‌شود.'));
  t.true(asked?.text.includes('صفحهٔ دوم'));
});

test('an event that is handled twice is one mail, by two workers at once as well', async (t) => {
  const line = await makeSender(app, shop, 'submitted');
  t.is((await subjects(line.address, 1)).length, 1);
  const { rows } = await app.db.pool.query(
    `select id, kind, payload, key, tries from outbox where kind = 'event' and payload ->> 'senderId' = $1`,
    [line.id],
  );
  await Promise.all([oweMail(app.house, rows[0]), oweMail(app.house, rows[0])]);
  const again = await job(`mail:${rows[0].key}`);
  const { 'mail.sender': send } = mailHandlers(app.house);
  await Promise.all([send?.(again), send?.(again)]);
  t.is((await subjects(line.address, 1)).length, 1);
  const fresh = { ...again, key: `fresh:${line.id}` };
  const [one, two] = await Promise.allSettled([send?.(fresh), send?.(fresh)]);
  t.true([one.status, two.status].includes('fulfilled'));
  t.is((await subjects(line.address, 2)).length, 2);
  const { rows: kept } = await app.db.pool.query('select status, tries from mail_delivery where key = $1', [
    `mail.sender ${again.key}`,
  ]);
  t.deepEqual(kept, [{ status: 'sent', tries: 1 }]);
});

test('a reminder of the calendar and the end itself are mails of their own', async (t) => {
  const line = await makeSender(app, shop, 'active');
  await subjects(line.address, 3);
  const expires = (at: string) => app.db.pool.query(`update sender set expires_at = ${at} where id = $1`, [line.id]);
  await expires(`now() + interval '6 days'`);
  await sweepSenders(app.house);
  t.is((await subjects(line.address, 4)).length, 4);
  await expires(`now() - interval '1 minute'`);
  await sweepSenders(app.house);
  t.is((await subjects(line.address, 5)).length, 5);
});

test('a paused sender, a proof that ends and a paper that runs out are told, and taken back when they are no longer so', async (t) => {
  const line = await makeSender(
    app,
    shop,
    'active',
    lineInput(shop, { kind: 'fixed_line', address: '02188776655', lineClass: 'service', subjects: ['سفارش'] }),
  );
  await subjects('88776655', 3);
  const told = async (count: number) => {
    await sweepSenders(app.house);
    await subjects('88776655', count);
    return mailbox.mails.map(decoded).findLast(({ text }) => text.includes('8776655'))?.text ?? '';
  };
  await app.db.pool.query(`update sender set ownership_proved_at = now() - interval '360 days' where id = $1`, [
    line.id,
  ]);
  t.true((await told(4)).includes('اثبات مالکیت'));
  await app.db.pool.query(
    `update document set expires_at = now() + interval '5 days' where sender_id = $1 and type = 'undertaking'`,
    [line.id],
  );
  t.true((await told(5)).includes('تعهدنامهٔ خط'));
  const at = now(app);
  await app.db.transact((tx) => pauseSender(tx, systemActor, line.id, 'سه شکایت در یک روز', at));
  t.true((await told(6)).includes('سه شکایت در یک روز'));
  await app.db.transact((tx) => resumeSender(tx, systemActor, line.id, null, at));
  t.true((await told(7)).includes('توقف'));
  const { 'mail.sender': send } = mailHandlers(app.house);
  const late = { id: line.id, kind: 'mail.sender', key: `late:${line.id}`, tries: 1 };
  for (const type of ['sender.paused', 'sender.ownership_expiring', 'sender.document_expiring'])
    await send?.({ ...late, payload: { type, senderId: line.id, dueAt: '2020-01-01T00:00:00.000Z', days: 7 } });
  t.is((await subjects('88776655', 7)).length, 7);
});

test('mails long past are forgotten, and no sooner', async (t) => {
  const age = (key: string, days: number) =>
    app.db.pool.query(
      `insert into mail_delivery (key, status, tries, claimed_at) values ($1, 'sent', 1, now() - make_interval(days => $2))`,
      [key, days],
    );
  await Promise.all([age('long past', 40), age('of late', 20)]);
  t.is(await forgetMails(app.db.pool, cutoffs([], new Date()).mails), 1);
  const { rows } = await app.db.pool.query(`select key from mail_delivery where key in ('long past', 'of late')`);
  t.deepEqual(rows, [{ key: 'of late' }]);
});

test('what is no longer so is not told', async (t) => {
  const draft = await makeSender(app, shop, 'draft');
  const { 'mail.sender': send } = mailHandlers(app.house);
  const stale = { id: draft.id, kind: 'mail.sender', key: `stale:${draft.id}`, tries: 1 };
  for (const type of [
    'sender.approved',
    'sender.rejected',
    'sender.suspended',
    'sender.expired',
    'sender.operator_active',
  ])
    await send?.({ ...stale, payload: { type, senderId: draft.id, organizationId: shop.id, operator: 'mci' } });
  t.deepEqual(await subjects(draft.address, 0), []);
});

test('a server that puts a mail off gets it again, one that refuses does not', async (t) => {
  let code = 451;
  const moody = await smtpServer(() => code);
  const other = await startApp({ SMTP_URL: `smtp://127.0.0.1:${moody.port}` }, { part: 'api' });
  t.teardown(async () => {
    await other.stop();
    await moody.close();
  });
  const { 'mail.sender': send } = mailHandlers(other.house);
  const business = await makeBusiness(other);
  const line = await makeSender(other, business, 'submitted');
  const made: OutboxJob = {
    id: line.id,
    kind: 'mail.sender',
    key: 'k1',
    tries: 1,
    payload: { type: 'sender.submitted', senderId: line.id },
  };
  await t.throwsAsync(async () => send?.(made), { message: /451|no/ });
  code = 250;
  await send?.({ ...made, tries: 2 });
  t.is(moody.mails.length, 1);
  const { rows } = await other.db.pool.query(`select status, tries from mail_delivery where key = 'mail.sender k1'`);
  t.deepEqual(rows, [{ status: 'sent', tries: 2 }]);

  code = 550;
  await t.throwsAsync(async () => send?.({ ...made, key: 'k2' }), { name: 'GiveUp', message: 'refused (550)' });
  code = 250;
  await send?.({ ...made, key: 'k2', tries: 2 });
  t.is(moody.mails.length, 1);
});

test('a mail that may have arrived is not sent again', async (t) => {
  const dropping = await smtpServer(undefined, 'drop');
  const other = await startApp({ SMTP_URL: `smtp://127.0.0.1:${dropping.port}` }, { part: 'api' });
  t.teardown(async () => {
    await other.stop();
    await dropping.close();
  });
  const { 'mail.sender': send } = mailHandlers(other.house);
  const line = await makeSender(other, await makeBusiness(other), 'submitted');
  const payload = { type: 'sender.submitted', senderId: line.id };
  const made: OutboxJob = { id: line.id, kind: 'mail.sender', key: 'k1', tries: 1, payload };
  await t.throwsAsync(async () => send?.(made), { name: 'GiveUp', message: 'may have arrived' });
  await send?.({ ...made, tries: 2 });
  t.is(dropping.mails.length, 1);

  // A worker that died in the middle of a try: nobody knows, either.
  await other.db.pool.query(
    `insert into mail_delivery (key, status, tries, claimed_at) values ('mail.sender k2', 'sending', 1, now() - interval '1 hour')`,
  );
  await send?.({ ...made, key: 'k2' });
  t.is(dropping.mails.length, 1);
  const { rows } = await other.db.pool.query(`select status from mail_delivery where key = 'mail.sender k2'`);
  t.deepEqual(rows, [{ status: 'uncertain' }]);
});

test('without an SMTP server mails are files of the data folder', async (t) => {
  const other = await startApp();
  t.teardown(() => other.stop());
  await makeSender(other, await makeBusiness(other), 'submitted');
  const folder = join(other.dataDir, 'mail');
  const files = async () => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
  for (let tries = 0; tries < 200 && (await files()).length === 0; tries++)
    await new Promise((done) => setTimeout(done, 50));
  t.is((await files()).length, 1);
});

test('an invitation and a new password reach those whom they are for, while their links hold', async (t) => {
  const { inviteUser } = await import('#src/accounts/index.ts');
  const { systemActor } = await import('#src/kernel/index.ts');
  const input = { email: 'sara@example.com', role: 'reviewer' as const, organizationId: null };
  const link = await app.db.transact((tx) => inviteUser(tx, systemActor, input, now(app)));
  const arrived = () => mailbox.mails.find((mail) => /^To: .*sara@example\.com/m.test(mail));
  for (let tries = 0; tries < 200 && !arrived(); tries++) await new Promise((done) => setTimeout(done, 50));
  t.true(decoded(arrived() ?? '').text.includes(`https://mohr.example.ir/enter/${link.id}.`));

  await app.db.pool.query('update user_link set used_at = now() where id = $1', [link.id]);
  const before = mailbox.mails.length;
  const { 'mail.invitation': send } = mailHandlers(app.house);
  await send?.({ id: link.id, kind: 'mail.invitation', key: 'other', tries: 1, payload: { linkId: link.id } });
  t.is(mailbox.mails.filter((mail) => /sara@/.test(mail)).length, 1);
  t.true(mailbox.mails.length >= before);
});

test('events that nobody is told of by mail owe none', async (t) => {
  await app.db.transact((tx) =>
    addOutbox(tx, { kind: 'event', payload: { type: 'message.delivered', messageId: null }, key: 'no-mail' }, now(app)),
  );
  await oweMail(app.house, await job('no-mail'));
  t.is(await job('mail:no-mail'), undefined as never);
});
