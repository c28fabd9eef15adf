import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { createMailer, type Mail, MailRefused, MailUncertain, renderMail } from '#src/mail/index.ts';
import { smtpServer } from '#test/support/mailbox.ts';
import { samples } from './samples.ts';

const from = 'سامانهٔ مهر <mohr@example.ir>';
const mail: Mail = {
  key: 'sender.approved:019ab3c4:2',
  to: 'maryam@example.com',
  toName: 'مریم رضایی',
  language: 'fa',
  at: new Date('2026-11-22T08:00:00Z'),
  ...renderMail('approved', 'fa', samples('fa').approved),
};

test('a mail reaches the server as HTML and text, with both names, its event’s id and date', async (t) => {
  const server = await smtpServer();
  const mailer = createMailer({ smtpUrl: `smtp://mohr:right@127.0.0.1:${server.port}`, from, outDir: '/nonexistent' });
  t.true(await mailer.isReachable());
  const { messageId } = await mailer.send(mail);
  mailer.close();
  await server.close();
  const [got = ''] = server.mails;
  t.deepEqual([...new Set(server.logins)], ['mohr:right']);
  t.true(got.includes(`Message-ID: ${messageId}`));
  t.regex(messageId, /^<[0-9a-f]{32}@example\.ir>$/);
  t.regex(got, /^To: =\?UTF-8\?.*<maryam@example\.com>/m);
  t.regex(got, /^Date: Sun, 22 Nov 2026 08:00:00 \+0000/m);
  t.regex(got, /^Auto-Submitted: auto-generated/m);
  t.regex(got, /^Content-Type: multipart\/alternative/m);
  t.regex(got, /^Content-Type: text\/plain; charset=utf-8/m);
  t.regex(got, /^Content-Type: text\/html; charset=utf-8/m);
});

test('the same event is the same mail to the byte, another event or person another', async (t) => {
  const server = await smtpServer();
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${server.port}`, from, outDir: '/nonexistent' });
  const ids: string[] = [];
  for (const one of [mail, mail, { ...mail, key: 'sender.approved:019ab3c4:3' }, { ...mail, to: 'ali@example.com' }]) {
    ids.push((await mailer.send(one)).messageId);
  }
  mailer.close();
  await server.close();
  t.is(server.mails[0], server.mails[1]);
  t.is(new Set(ids).size, 3);
});

test('a refusal for good is told apart from one that may pass', async (t) => {
  const server = await smtpServer((to) => (to.startsWith('gone') ? 550 : to.startsWith('full') ? 452 : 250));
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${server.port}`, from, outDir: '/nonexistent' });
  const gone = await t.throwsAsync(mailer.send({ ...mail, to: 'gone@example.com' }), { instanceOf: MailRefused });
  t.is(gone.reply, 550);
  t.notRegex(gone.message, /gone@/);
  const full = await t.throwsAsync(mailer.send({ ...mail, to: 'full@example.com' }));
  t.false(full instanceof MailRefused);
  mailer.close();
  await server.close();
  const down = createMailer({ smtpUrl: `smtp://127.0.0.1:${server.port}`, from, outDir: '/nonexistent' });
  const unreachable = await t.throwsAsync(down.send(mail));
  t.false(unreachable instanceof MailRefused);
  t.false(await down.isReachable());
  down.close();
});

test('a mail whose outcome nobody knows is told apart, and not sent again', async (t) => {
  const dropping = await smtpServer(undefined, 'drop');
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${dropping.port}`, from, outDir: '/nonexistent' });
  await t.throwsAsync(mailer.send(mail), { instanceOf: MailUncertain });
  mailer.close();
  await dropping.close();
  t.is(dropping.mails.length, 1);

  const deferring = await smtpServer(undefined, 'defer');
  const again = createMailer({ smtpUrl: `smtp://127.0.0.1:${deferring.port}`, from, outDir: '/nonexistent' });
  const deferred = await t.throwsAsync(again.send(mail));
  t.false(deferred instanceof MailUncertain || deferred instanceof MailRefused);
  again.close();
  await deferring.close();
});

test('a login that is refused is no reason to give a mail up', async (t) => {
  const server = await smtpServer();
  const mailer = createMailer({ smtpUrl: `smtp://mohr:wrong@127.0.0.1:${server.port}`, from, outDir: '/nonexistent' });
  const error = await t.throwsAsync(mailer.send(mail));
  t.false(error instanceof MailRefused);
  t.false(await mailer.isReachable());
  mailer.close();
  await server.close();
});

test('an address that is none, or several, is refused before anything is sent', async (t) => {
  const mailer = createMailer({ smtpUrl: null, from, outDir: '/nonexistent' });
  for (const to of ['', 'nobody', 'a@b, c@d', 'a@b\r\nBcc: c@d', '<a@b>', `${'a'.repeat(250)}@b.ir`]) {
    await t.throwsAsync(mailer.send({ ...mail, to }), { instanceOf: MailRefused }, to);
  }
});

test('without a server mails become files that only the owner reads, one for an event', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'mail-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const outDir = join(folder, 'mail');
  const mailer = createMailer({ smtpUrl: null, from, outDir });
  t.true(await mailer.isReachable());
  const attachments = [{ filename: 'نامه.pdf', content: Buffer.from('%PDF-1.7'), contentType: 'application/pdf' }];
  await Promise.all([mailer.send({ ...mail, attachments }), mailer.send({ ...mail, attachments })]);
  const { messageId } = await mailer.send({ ...mail, attachments });
  const files = await readdir(outDir);
  t.is(files.length, 1);
  t.regex(files[0]!, /^2026-11-22T08-00-00-000Z-[0-9a-f]{12}\.eml$/);
  const content = await readFile(join(outDir, files[0]!), 'utf8');
  t.true(content.includes(messageId));
  t.regex(content, /application\/pdf/);
  t.true(content.includes(Buffer.from('%PDF-1.7').toString('base64')));
  t.is((await stat(join(outDir, files[0]!))).mode & 0o777, 0o600);
});
