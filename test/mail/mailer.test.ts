import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { SMTPServer } from 'smtp-server';
import { createMailer, type Mail, MailRefused, renderMail } from '#src/mail/index.ts';
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

/** A real SMTP server that keeps what it gets, and answers recipients as it is told. */
async function smtpServer(answer: (to: string) => number = () => 250) {
  const mails: string[] = [];
  const logins: string[] = [];
  const server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: true,
    disableReverseLookup: true,
    onAuth(auth, _session, callback) {
      logins.push(`${auth.username}:${auth.password}`);
      if (auth.password === 'right') return callback(null, { user: auth.username });
      callback(new Error('no'));
    },
    onRcptTo(address, _session, callback) {
      const code = answer(address.address);
      callback(code < 400 ? null : Object.assign(new Error('no'), { responseCode: code }));
    },
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString());
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { mails, logins, port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

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
