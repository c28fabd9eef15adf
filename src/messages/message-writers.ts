import type { BatchWriter, Companion } from '#src/gate/index.ts';
import { newId } from '#src/kernel/index.ts';
import type { MessageRow } from './message-row.ts';
import { sqlStatusesBefore } from './status.rules.ts';
import type { TimelineEntry } from './timeline.ts';

/** Columns of a new message and their types; the order of the insert. */
const columns = {
  id: 'uuid',
  organization_id: 'uuid',
  sender_id: 'uuid',
  source_address: 'text',
  source_kind: 'text',
  line_class: 'text',
  recipient: 'text',
  operator: 'text',
  lane: 'text',
  text: 'text',
  template_id: 'uuid',
  variables: 'jsonb',
  declared: 'text',
  category: 'text',
  reference: 'text',
  callback_url: 'text',
  charset: 'text',
  segments: 'smallint',
  priority: 'smallint',
  status: 'text',
  valid_until: 'timestamptz',
  due_at: 'timestamptz',
  wake_at: 'timestamptz',
  tries: 'smallint',
  decision_id: 'uuid',
  decided_until: 'timestamptz',
  policy: 'text',
  reviewed: 'jsonb',
  seal: 'text',
  timeline: 'jsonb',
  created_by: 'uuid',
} as const satisfies Partial<Record<keyof MessageRow, string>>;

/** A message as it is first written. */
export type NewMessage = Pick<MessageRow, keyof typeof columns>;

const names = Object.keys(columns).join(', ');
const record = Object.entries(columns)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** The insert of the messages in a jsonb array; a message whose id is there already is left as it is. */
export const insertMessages = (param: string): string =>
  `insert into message (${names}) select ${names} from jsonb_to_recordset(${param}::jsonb) as r(${record})
   on conflict (id) do nothing`;

/** What a second decision makes of a message that waited. */
export interface Redecision {
  id: string;
  /** The claim under which it was checked again: `wake_at` as the sweep set it. */
  claim: string;
  status: 'queued' | 'scheduled' | 'held' | 'rejected';
  resubmits: number;
  priority: number;
  category: string;
  valid_until: string;
  due_at: string | null;
  wake_at: string | null;
  decision_id: string;
  decided_until: string;
  policy: string;
  seal: string;
  entry: TimelineEntry;
}

const updateRedecided = (param: string): string =>
  `update message m set status = r.status, resubmits = r.resubmits, priority = r.priority, category = r.category,
     valid_until = r.valid_until, due_at = r.due_at, wake_at = r.wake_at, decision_id = r.decision_id, decided_until = r.decided_until,
     policy = r.policy, seal = r.seal, timeline = m.timeline || r.entry
   from jsonb_to_recordset(${param}::jsonb) as r(id uuid, claim timestamptz, status text, resubmits smallint,
     priority smallint, category text, valid_until timestamptz, due_at timestamptz, wake_at timestamptz,
     decision_id uuid, decided_until timestamptz, policy text, seal text, entry jsonb)
   where m.id = r.id and m.wake_at = r.claim and m.status in (${sqlStatusesBefore('release')})`;

const completeKeys = (param: string): string =>
  `update idempotency_record i set status = r.status, body = r.body
   from jsonb_to_recordset(${param}::jsonb) as r(id text, status smallint, body text) where i.id = r.id`;

const addEvents = (param: string): string =>
  `insert into outbox (id, kind, payload, key, priority, not_before, tries, created_at)
   select r.id, 'event', r.payload, r.key, 5, r.at, 0, r.at
   from jsonb_to_recordset(${param}::jsonb) as r(id uuid, payload jsonb, key text, at timestamptz) on conflict (key) do nothing`;

/** How messages, second decisions, events and answers to keyed requests are stored in the gate's commit. */
export const messageWriters: readonly BatchWriter[] = [
  { name: 'message', statement: insertMessages },
  { name: 'redecision', statement: updateRedecided },
  { name: 'answer', statement: completeKeys },
  { name: 'event', statement: addEvents },
];

/** A new message, to be stored in the commit of its decision. */
export const messageCompanion = (row: NewMessage): Companion => ({ writer: 'message', row: { ...row } });

/** A second decision's effect, to be stored in its commit. */
export const redecisionCompanion = (row: Redecision): Companion => ({ writer: 'redecision', row: { ...row } });

/** The answer to a request with an Idempotency-Key, to be stored in the commit of what it did. */
export const answerCompanion = (id: string, status: number, body: unknown): Companion => ({
  writer: 'answer',
  row: { id, status, body: JSON.stringify(body) },
});

/** An event for webhooks, to be stored in the commit of the decision that caused it. */
export const eventCompanion = (
  type: string,
  message: { id: string; organization_id: string | null },
  at: Date,
): Companion => ({
  writer: 'event',
  row: { id: newId(), ...messageEvent(type, message), at },
});

/** What the outbox says of an event of a message. */
export const messageEvent = (
  type: string,
  { id, organization_id }: { id: string; organization_id: string | null },
) => ({
  payload: { type, messageId: id, organizationId: organization_id },
  key: `event:${type}:${id}`,
});
