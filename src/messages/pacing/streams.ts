import type { Pool } from 'pg';
import type { Reader } from '#src/db/index.ts';
import type { Signals } from './pacing.rules.ts';

/** Stands for the traffic of a sender that is by no template: a key column cannot be null. */
export const NO_TEMPLATE = '00000000-0000-0000-0000-000000000000';

export const streamPhases = ['gathering', 'open', 'paused', 'disabled'] as const;
export type StreamPhase = (typeof streamPhases)[number];

/** The bulk traffic of one sender by one template, as its row. */
export interface Stream {
  id: string;
  sender_id: string;
  template_id: string;
  organization_id: string;
  /** The pack whose rules it began under. */
  pack: string;
  phase: StreamPhase;
  /** Messages of the first batch, and how many of them have gone (in phase `gathering`). */
  batch: number;
  used: number;
  started_at: Date;
  gather_until: Date;
  active_at: Date;
  judged_at: Date | null;
  signals: Signals | null;
  /** Pauses that still count. */
  pauses: number;
  paused_at: Date | null;
  paused_until: Date | null;
  paused_why: string | null;
}

/** Messages of a stream that have gone since the last time this was told. */
export type Use = Pick<
  Stream,
  | 'id'
  | 'sender_id'
  | 'template_id'
  | 'organization_id'
  | 'pack'
  | 'phase'
  | 'batch'
  | 'used'
  | 'started_at'
  | 'gather_until'
>;

const USE = `
  insert into pacing_stream (id, sender_id, template_id, organization_id, pack, phase, batch, used, started_at,
    gather_until, active_at)
  select id, sender_id, template_id, organization_id, pack, phase, batch, used, started_at, gather_until, $2
  from jsonb_to_recordset($1::jsonb) as r(id uuid, sender_id uuid, template_id uuid, organization_id uuid, pack text,
    phase text, batch int, used int, started_at timestamptz, gather_until timestamptz)
  on conflict (sender_id, template_id) do update set active_at = excluded.active_at,
    used = pacing_stream.used + case when pacing_stream.phase = 'gathering' then excluded.used else 0 end`;

/** Writes down what has gone; streams that nobody knew before begin. */
export async function noteUse(pool: Pool, uses: readonly Use[], at: Date): Promise<void> {
  await pool.query({ name: 'pacing-use', text: USE, values: [JSON.stringify(uses), at] });
}

/** Loads one stream, or all. */
export async function loadStreams(pool: Pool, id: string | null): Promise<Stream[]> {
  const { rows } = await pool.query<Stream>('select * from pacing_stream where $1::uuid is null or id = $1', [id]);
  return rows;
}

/** The streams of a sender, the one without a template first. */
export async function streamsOf(em: Reader, senderId: string): Promise<Stream[]> {
  const rows = await em.execute<Record<string, unknown>[]>(
    'select * from pacing_stream where sender_id = ? order by template_id',
    [senderId],
  );
  const dates = ['started_at', 'gather_until', 'active_at', 'judged_at', 'paused_at', 'paused_until'];
  const toDates = (row: Record<string, unknown>) =>
    Object.fromEntries(dates.map((name) => [name, row[name] === null ? null : new Date(String(row[name]))]));
  return rows.map((row) => ({ ...row, ...toDates(row) }) as unknown as Stream);
}

// Judged is what was in use not long before it was last judged: signals come after the messages. What gathers, when its time is over; what is paused, when its pause
// has run its time or a person has ended it.
const DUE = `
  with due as materialized (
    select p.id from pacing_stream p
      left join sender s on s.id = p.sender_id and p.template_id = $4
      left join message_template t on t.id = p.template_id
    where (p.claimed_until is null or p.claimed_until <= $1) and case
      when p.phase in ('paused', 'disabled') then p.paused_until <= $1
        or p.template_id = $4 and s.paused_at is null or p.template_id <> $4 and t.status = 'approved'
      when p.phase = 'gathering' and p.gather_until <= $1 then true
      else coalesce(p.judged_at, p.started_at) <= $2 and p.active_at >= coalesce(p.judged_at, p.started_at) - interval '1 hour' end
    limit 50 for update of p skip locked)
  update pacing_stream p set claimed_until = $3 from due where p.id = due.id returning p.*`;

/** Claims streams that are to be looked at, until `until`: those in use whose last look was before `before`, and others whose time has come. */
export async function claimStreams(pool: Pool, at: Date, before: Date, until: Date): Promise<Stream[]> {
  const { rows } = await pool.query<Stream>(DUE, [at, before, until, NO_TEMPLATE]);
  return rows;
}

/** At most so many of a stream's newest messages are looked at. */
const SAMPLE = 2000;

const SIGNALS = `
  with sent as materialized (
    select id, recipient, status from message
    where organization_id = $1 and id >= uuid_floor($4) and sender_id = $2
      and coalesce(template_id, $5) = $3 and category = any($6) and route is not null
    order by id desc limit ${SAMPLE}),
  ended as (select * from sent where status in ('delivered', 'undeliverable', 'expired', 'rejected'))
  select (select count(*)::int from ended) as ended,
    (select count(*)::int from ended where status <> 'delivered') as failed,
    (select count(distinct s.recipient)::int from sent s join consent_state c
       on c.msisdn = s.recipient and c.organization_id = $1 and c.sender_id in ($2, $5)
       where (c.state = 'opted_out' or c.paused) and c.since >= $4) as "optOuts",
    (select count(distinct coalesce(c.msisdn, c.id::text))::int from complaint c
       where c.sender_id = $2 and c.received_at >= $4 and c.status <> 'dismissed'
         and (c.message_id is null or c.message_id in (select id from sent))) as complaints`;

/** What has become known of a stream's messages since an instant. */
export async function readSignals(
  pool: Pool,
  { organization_id, sender_id, template_id }: Stream,
  categories: readonly string[],
  since: Date,
): Promise<Signals> {
  const { rows } = await pool.query<Signals>({
    name: 'pacing-signals',
    text: SIGNALS,
    values: [organization_id, sender_id, template_id, since, NO_TEMPLATE, categories],
  });
  return rows[0] ?? { ended: 0, failed: 0, optOuts: 0, complaints: 0 };
}
