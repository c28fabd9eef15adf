import { defineEntity, p } from '@mikro-orm/postgresql';
import { CATEGORIES, type Category } from '#src/content/index.ts';
import type { Finding } from '#src/senders/index.ts';
import { templateStatuses } from './template.rules.ts';

const categories = CATEGORIES as unknown as readonly [Category, ...Category[]];

/** A text with typed variables that a sender may send once it is approved. */
export const TemplateSchema = defineEntity({
  name: 'MessageTemplate',
  tableName: 'message_template',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    senderId: p.uuid(),
    /** The owner's own name for it. */
    name: p.text().nullable(),
    category: p.enum(categories),
    text: p.text(),
    status: p.enum(templateStatuses),
    /** What the reviewer, or whoever paused or withdrew it, had to say. */
    note: p.text().nullable(),
    findings: p.json<Finding[]>(),
    /** Key or user that holds it in review. */
    claimedBy: p.text().nullable(),
    claimedByName: p.text().nullable(),
    claimedUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    submittedAt: p.datetime().nullable(),
    decidedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'message_template_sender', properties: ['senderId', 'id'] },
    { name: 'message_template_organization', properties: ['organizationId', 'id'] },
    {
      name: 'message_template_queue',
      properties: ['submittedAt', 'id'],
      where: `status in ('submitted', 'in_review')`,
    },
  ],
});

export class MessageTemplate extends TemplateSchema.class {}
TemplateSchema.setClass(MessageTemplate);
