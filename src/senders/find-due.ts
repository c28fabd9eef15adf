import type { Reader } from '#src/db/index.ts';
import type { Registry } from './registry.ts';

/** Something that the calendar asks of a sender. */
export type Due =
  | { kind: 'expire' | 'suspend_unproved' | 'lapse_draft'; senderId: string }
  | { kind: 'suspend_dormant'; senderId: string; organizationId: string; since: Date }
  | { kind: 'remind_expiry' | 'remind_ownership' | 'remind_document'; senderId: string; dueAt: Date; days: number };

const DAY_MS = 86_400_000;
const IN_FORCE = `('approved', 'active')`;

/** Finds at most `limit` of each thing that is due; each is looked at again, locked, before it is done. */
export async function findDue(em: Reader, { pack }: Registry, at: Date, limit = 500): Promise<Due[]> {
  const { ownershipDays, dormantDays, draftDays, reminderDays } = pack.periods;
  const before = (days: number) => new Date(at.getTime() - days * DAY_MS);
  const ids = async (kind: 'expire' | 'suspend_unproved' | 'lapse_draft', sql: string, from: Date) => {
    const rows = await em.execute<{ id: string }[]>(`${sql} limit ${limit}`, [from]);
    return rows.map(({ id }): Due => ({ kind, senderId: id }));
  };
  return [
    ...(await ids(
      'expire',
      `select id from sender where status in ('approved', 'active', 'suspended') and expires_at <= ? order by expires_at`,
      at,
    )),
    ...(await ids(
      'suspend_unproved',
      `select id from sender where kind = 'fixed_line' and status in ${IN_FORCE} and ownership_proved_at <= ?
       order by ownership_proved_at`,
      before(ownershipDays),
    )),
    ...(await dormant(em, before(dormantDays), limit)),
    ...(await ids(
      'lapse_draft',
      `select id from sender where status = 'draft' and updated_at < ? order by updated_at`,
      before(draftDays),
    )),
    ...(await reminders(em, 'remind_expiry', `select id, expires_at as due_at from sender`, reminderDays, at, limit)),
    ...(await reminders(
      em,
      'remind_ownership',
      `select id, ownership_proved_at + interval '${ownershipDays} days' as due_at from sender where kind = 'fixed_line'`,
      reminderDays,
      at,
      limit,
    )),
    ...(await reminders(
      em,
      'remind_document',
      `select distinct sender_id as id, expires_at as due_at from document
       where removed_at is null and decision is distinct from 'refused'`,
      reminderDays,
      at,
      limit,
    )),
  ];
}

/** Active senders of which no use was noted since; whether they were used all the same is for the caller to find out. */
async function dormant(em: Reader, since: Date, limit: number): Promise<Due[]> {
  const rows = await em.execute<{ id: string; organization_id: string }[]>(
    `select s.id, s.organization_id from sender_use u join sender s on s.id = u.sender_id
     where u.last_used_on < (?::timestamptz at time zone 'UTC')::date and s.status = 'active'
     order by u.last_used_on limit ${limit}`,
    [since],
  );
  return rows.map((row) => ({
    kind: 'suspend_dormant',
    senderId: row.id,
    organizationId: row.organization_id,
    since,
  }));
}

/** The nearest stage that has been reached and was not told of yet; earlier stages that were missed are left out. */
async function reminders(
  em: Reader,
  kind: Extract<Due, { dueAt: Date }>['kind'],
  source: string,
  stages: readonly number[],
  at: Date,
  limit: number,
): Promise<Due[]> {
  const furthest = new Date(at.getTime() + Math.max(...stages) * DAY_MS);
  const rows = await em.execute<{ id: string; due_at: string; days: number }[]>(
    `select s.id, s.due_at, stage.days from (
       select d.id, d.due_at from (${source}) d
       where d.due_at > ?::timestamptz and d.due_at <= ?::timestamptz
         and exists (select from sender x where x.id = d.id and x.status in ${IN_FORCE})
     ) s
     cross join lateral (
       select min(days::int) as days from jsonb_array_elements_text(?::jsonb) as days
       where s.due_at <= ?::timestamptz + make_interval(days => days::int)
     ) stage
     where not exists (
       select from sender_reminder r
       where r.sender_id = s.id and r.what = ? and r.due_at = s.due_at and r.days = stage.days
     )
     order by s.due_at limit ${limit}`,
    [at, furthest, JSON.stringify(stages), at, kind],
  );
  return rows.map(({ id, due_at, days }) => ({ kind, senderId: id, dueAt: new Date(due_at), days }));
}
