import type { Reader } from '#src/db/index.ts';
import type { Actor } from '#src/kernel/index.ts';
import type { MessageStatus } from './status.rules.ts';

/** How many messages of a day are in a status; days are Tehran's. */
export interface MessageCount {
  day: string;
  status: MessageStatus;
  n: number;
}

/**
 * Counts the newest messages that an actor may see, by day and status: at most `limit` of them, none older than
 * `since`, so that a page takes as long for a million messages as for ten thousand.
 */
export async function countRecentMessages(
  em: Reader,
  actor: Actor,
  { since, limit = 20_000 }: { since: Date; limit?: number },
): Promise<MessageCount[]> {
  const mine = actor.organizationId ? 'and organization_id = ?' : '';
  const values = [since.toISOString(), ...(actor.organizationId ? [actor.organizationId] : []), limit];
  return em.execute<MessageCount[]>(
    `select to_char(uuid_extract_timestamp(id) at time zone 'Asia/Tehran', 'YYYY-MM-DD') as day, status, count(*)::int as n
     from (select id, status from message where id >= uuid_floor(?::timestamptz) ${mine} order by id desc limit ?) newest
     group by 1, 2 order by 1`,
    values,
  );
}
