import type { Language } from '#src/kernel/index.ts';
import { type MailName, type Mails, type RenderedMail, renderMail } from '#src/mail/index.ts';

/** A mail that is written, and whom it is for. */
export interface AddressedMail extends RenderedMail {
  to: string;
  toName: string;
  language: Language;
}

/** Whom a mail is for. */
export interface Reader {
  email: string;
  name: string;
  language: Language;
}

/** Writes a mail for its reader. */
export function writeMail<Name extends MailName>(
  name: Name,
  { email, name: toName, language }: Reader,
  data: Omit<Mails[Name], 'name'>,
): AddressedMail {
  const rendered = renderMail(name, language, { ...data, name: toName } as Mails[Name]);
  return { ...rendered, to: email, toName, language };
}
