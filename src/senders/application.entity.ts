import { defineEntity, p } from '@mikro-orm/postgresql';
import type { LineClass } from './sender.entity.ts';
import { senderStatuses } from './sender.rules.ts';

/** What an applicant declares; the part of a sender that a new version may change. */
export interface SenderContent {
  lineClass: LineClass;
  subjects: string[];
  sampleMessages: string[];
  requestedOperators: string[];
  allowLinks: boolean;
  templatesOnly: boolean;
  hosts: string[];
  optOutKeyword: string | null;
}

/** One approval of an application. */
export interface Approval {
  by: string;
  name: string;
  at: string;
  note: string;
}

/** What a reviewer found wrong, by a code of the catalogue. */
export interface Finding {
  code: string;
  documentId?: string | undefined;
  note?: string | undefined;
}

/**
 * One version of a sender's application. Number 1 shares its state with the sender; a later one is written and
 * reviewed while the version in force stays as it is, and replaces it in one transaction when it is approved.
 */
export const ApplicationSchema = defineEntity({
  name: 'SenderApplication',
  tableName: 'sender_application',
  properties: {
    id: p.uuid().primary(),
    senderId: p.uuid(),
    number: p.integer(),
    status: p.enum(senderStatuses),
    content: p.json<SenderContent>(),
    /** Key or user that holds it in review. */
    claimedBy: p.text().nullable(),
    claimedByName: p.text().nullable(),
    claimedUntil: p.datetime().nullable(),
    approvals: p.json<Approval[]>(),
    findings: p.json<Finding[]>(),
    note: p.text().nullable(),
    createdAt: p.datetime(),
    submittedAt: p.datetime().nullable(),
    decidedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
  indexes: [
    {
      name: 'sender_application_queue',
      properties: ['submittedAt', 'id'],
      where: `status in ('submitted', 'in_review')`,
    },
  ],
  uniques: [
    { name: 'sender_application_number_unique', properties: ['senderId', 'number'] },
    {
      name: 'sender_application_open_unique',
      properties: ['senderId'],
      where: `status in ('draft', 'submitted', 'in_review', 'changes_requested')`,
    },
  ],
});

export class SenderApplication extends ApplicationSchema.class {}
ApplicationSchema.setClass(SenderApplication);
