import type { Page } from '../../page.ts';
import { sender } from './sender.ts';
import { senderCheck } from './sender-check.ts';
import { senderEdit } from './sender-edit.ts';
import { senderNew } from './sender-new.ts';
import { senderPaper, senderPapers, senderPrint } from './sender-papers.ts';
import { senders } from './senders.ts';

/** Pages of a business: its senders, messages, consents, people and keys. */
export const businessPages: readonly Page[] = [
  senders,
  senderCheck,
  senderNew,
  sender,
  senderEdit,
  senderPapers,
  senderPaper,
  senderPrint,
];
