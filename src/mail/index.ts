export { claimMail, type DeliveryStatus, forgetMails, settleMail } from './deliveries.ts';
export { createMailer, type Mail, type Mailer, type MailerOptions, MailRefused, MailUncertain } from './mailer.ts';
export { type MailName, type Mails, mailNames } from './mails.ts';
export { type RenderedMail, renderMail } from './render-mail.ts';
