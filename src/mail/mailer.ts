import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createTransport, type SendMailOptions } from 'nodemailer';

/** Where mails go. */
export interface MailerOptions {
  /** `smtp[s]://user:password@host:port`; null: mails are written to `outDir`. */
  smtpUrl: string | null;
  /** Address or `Name <address>` that mails come from. */
  from: string;
  /** Folder of the `.eml` files. */
  outDir: string;
}

/** One mail to one person. */
export interface Mail {
  /** Names the event that the mail tells of, the same however often it is tried: one event and person, one mail. */
  key: string;
  to: string;
  toName?: string | undefined;
  subject: string;
  html: string;
  text: string;
  language: string;
  /** When the event happened: the date that the mail bears. */
  at: Date;
  attachments?: readonly { filename: string; content: Uint8Array; contentType: string }[];
}

/** Sends mails, or writes them down where there is no SMTP server. */
export interface Mailer {
  /**
   * Hands a mail over; answers its Message-ID.
   * @throws MailRefused when trying again cannot help, MailUncertain when it may have arrived all the same, any other
   *   error when it has not and may be tried again
   */
  send(mail: Mail): Promise<{ messageId: string }>;
  /** Whether the SMTP server answers; true where mails are written to files. */
  isReachable(): Promise<boolean>;
  close(): void;
}

/** The server refused the mail for good (RFC 5321 § 4.2.1: a reply 5yz), or its address is none. */
export class MailRefused extends Error {
  readonly reply: number | null;

  constructor(message: string, reply: number | null = null) {
    super(message);
    this.name = 'MailRefused';
    this.reply = reply;
  }
}

/** The connection ended between the end of the mail and the server's answer: whether it has it, nobody knows. */
export class MailUncertain extends Error {
  override readonly name = 'MailUncertain';
}

/** Makes the mailer of the service. */
export function createMailer(options: MailerOptions): Mailer {
  return options.smtpUrl === null ? fileMailer(options) : smtpMailer(options, options.smtpUrl);
}

function smtpMailer(options: MailerOptions, smtpUrl: string): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    // A pool's own second tries come without asking whether the first had arrived.
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  // Message-IDs of mails whose last byte has gone to the server.
  const handedOver = new Set<string>();
  transport.use('stream', ({ data, message }, done) => {
    const flush = (end: () => void) => {
      handedOver.add(String(data.messageId));
      end();
    };
    message?.transform(() => new PassThrough({ flush }));
    done();
  });
  return {
    async send(mail) {
      const message = toMessage(mail, options.from);
      const { messageId } = message;
      handedOver.delete(messageId);
      try {
        await transport.sendMail(message);
        return { messageId };
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal) throw refusal;
        throw handedOver.has(messageId) && !hasReply(error) ? new MailUncertain() : error;
      } finally {
        handedOver.delete(messageId);
      }
    },
    isReachable: () =>
      transport.verify().then(
        () => true,
        () => false,
      ),
    close: () => transport.close(),
  };
}

function fileMailer(options: MailerOptions): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      const message = toMessage(mail, options.from);
      const { message: bytes } = await transport.sendMail(message);
      await mkdir(options.outDir, { recursive: true, mode: 0o700 });
      const name = `${mail.at.toISOString().replaceAll(/[:.]/g, '-')}-${digest(mail).slice(0, 12)}.eml`;
      // Renamed when it is whole, and named by its event: a second try writes the same file again.
      const draft = join(options.outDir, `.${name}.${randomUUID()}`);
      await writeFile(draft, bytes as Buffer, { mode: 0o600 });
      await rename(draft, join(options.outDir, name));
      return { messageId: message.messageId };
    },
    isReachable: async () => true,
    close: () => transport.close(),
  };
}

function toMessage(mail: Mail, from: string): SendMailOptions & { messageId: string } {
  const id = digest(mail);
  return {
    from,
    to: { name: mail.toName ?? '', address: checkedAddress(mail.to) },
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    date: mail.at,
    messageId: `<${id}@${domainOf(from)}>`,
    // RFC 3834 § 5: out-of-office replies are not wanted.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
    attachments: (mail.attachments ?? []).map((one) => ({ ...one, content: Buffer.from(one.content) })),
    // Parts are parted by the same line at each try, so that a repeated mail is the same to the byte.
    baseBoundary: id,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const digest = ({ key, to }: Mail): string => createHash('sha256').update(`${key}\n${to}`).digest('hex').slice(0, 32);

function domainOf(from: string): string {
  return /@([a-z0-9.-]+)/i.exec(from)?.[1] ?? 'localhost';
}

/** One address and nothing that could be a second one or a header. */
function checkedAddress(to: string): string {
  if (to.length > 254 || !/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(to))
    throw new MailRefused('this is not a mail address');
  return to;
}

/** What nodemailer reports of a reply 5yz; a login that was refused is a setting to mend, not a mail to give up. */
function refusalOf(error: unknown): MailRefused | null {
  const { responseCode: reply, code } = error as { responseCode?: number; code?: string };
  const isFinal = reply !== undefined && reply >= 500 && code !== 'EAUTH';
  return isFinal ? new MailRefused(`the mail server answered ${reply}`, reply) : null;
}

/** Whether the server answered at all; a reply 4yz is as good as none sent. */
const hasReply = (error: unknown): boolean => (error as { responseCode?: number }).responseCode !== undefined;
