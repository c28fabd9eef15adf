import type { Page } from '../../page.ts';
import { ownComplaint, ownComplaints } from './complaints.ts';
import { consentErrors, consentImport, consents, consentUpload } from './consents.ts';
import { dashboard } from './dashboard.ts';
import { evidence } from './evidence.ts';
import { explain } from './explain.ts';
import { keys } from './keys.ts';
import { members } from './members.ts';
import { message, messages } from './messages.ts';
import { organization } from './organization.ts';
import { sender } from './sender.ts';
import { senderAudience } from './sender-audience.ts';
import { senderCheck } from './sender-check.ts';
import { senderEdit } from './sender-edit.ts';
import { senderNew } from './sender-new.ts';
import { senderPaper, senderPapers, senderPrint } from './sender-papers.ts';
import { senders } from './senders.ts';
import { templatePreview } from './template-look.ts';
import { template, templateNew, templates } from './templates.ts';
import { webhook, webhooks } from './webhooks.ts';

/** Pages of a business: its senders, messages, consents, people and keys. */
export const businessPages: readonly Page[] = [
  dashboard,
  senders,
  senderCheck,
  senderNew,
  sender,
  senderEdit,
  senderPapers,
  senderAudience,
  senderPaper,
  senderPrint,
  explain,
  templates,
  templateNew,
  templatePreview,
  template,
  messages,
  message,
  evidence,
  consents,
  consentUpload,
  consentImport,
  consentErrors,
  ownComplaints,
  ownComplaint,
  organization,
  members,
  keys,
  webhooks,
  webhook,
];
