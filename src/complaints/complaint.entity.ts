import { defineEntity, p } from '@mikro-orm/postgresql';

export const complaintStatuses = ['open', 'upheld', 'dismissed'] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

/** What a recipient complained about; number and words are forgotten when the person is erased. */
export const ComplaintSchema = defineEntity({
  name: 'Complaint',
  tableName: 'complaint',
  properties: {
    id: p.uuid().primary(),
    /** Null where the sender is not registered. */
    organizationId: p.uuid().nullable(),
    senderId: p.uuid().nullable(),
    /** The sender as it is registered, or as it was written. */
    address: p.text(),
    /** Who complains, E.164. */
    msisdn: p.text().nullable(),
    /** The message as the complainant gives it, or what is said about it. */
    text: p.text().nullable(),
    /** When the message was received, as the complainant says. */
    receivedAt: p.datetime(),
    /** Number of the complaint at the regulator (in Iran: 195). */
    reference: p.text().nullable(),
    messageId: p.uuid().nullable(),
    decisionId: p.uuid().nullable(),
    /** How the message was found: by its words, or as the nearest in time. */
    matchedBy: p.enum(['text', 'time'] as const).nullable(),
    status: p.enum(complaintStatuses),
    /** What the sender's organization has to say. */
    answer: p.text().nullable(),
    answeredAt: p.datetime().nullable(),
    resolution: p.text().nullable(),
    resolvedBy: p.text().nullable(),
    resolvedAt: p.datetime().nullable(),
    /** The pause of its sender that it led to; it counts towards no other. */
    pauseId: p.uuid().nullable(),
    createdBy: p.text(),
    createdAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [
    { name: 'complaint_organization', properties: ['organizationId', 'id'] },
    { name: 'complaint_sender', properties: ['senderId', 'receivedAt'] },
    { name: 'complaint_msisdn', properties: ['msisdn'] },
    { name: 'complaint_message', properties: ['messageId'], where: 'message_id is not null' },
    { name: 'complaint_pause_id', properties: ['pauseId'], where: 'pause_id is not null' },
  ],
  uniques: [{ name: 'complaint_reference_unique', properties: ['reference'] }],
});

export class Complaint extends ComplaintSchema.class {}
ComplaintSchema.setClass(Complaint);

/** One time that complaints kept a sender from sending. */
export const ComplaintPauseSchema = defineEntity({
  name: 'ComplaintPause',
  tableName: 'complaint_pause',
  properties: {
    id: p.uuid().primary(),
    senderId: p.uuid(),
    organizationId: p.uuid(),
    /** Complainants that it took. */
    complainants: p.integer(),
    threshold: p.integer(),
    pack: p.text(),
    startedAt: p.datetime(),
    until: p.datetime(),
    endedAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'complaint_pause_sender', properties: ['senderId', 'id'] }],
});

export class ComplaintPause extends ComplaintPauseSchema.class {}
ComplaintPauseSchema.setClass(ComplaintPause);
