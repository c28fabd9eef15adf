import type { Reader } from '#src/db/index.ts';

/** An active sender of an organization, a service line first; null if it has none. */
export async function activeSenderOf(em: Reader, organizationId: string): Promise<string | null> {
  const [row] = await em.execute<{ id: string }[]>(
    `select id from sender where organization_id = ? and status = 'active' order by line_class = 'service' desc, id limit 1`,
    [organizationId],
  );
  return row?.id ?? null;
}

/** An active sender of an organization that knows a number, for the code of the recipient's window; null if none does. */
export async function senderKnownTo(
  em: Reader,
  msisdn: string,
): Promise<{ id: string; organizationId: string } | null> {
  const [row] = await em.execute<{ id: string; organization_id: string }[]>(
    `select s.id, s.organization_id from sender s
     join organization o on o.id = s.organization_id and o.status = 'active'
     where s.status = 'active' and s.organization_id in (select organization_id from consent_state where msisdn = ?)
     order by s.line_class = 'service' desc, s.id limit 1`,
    [msisdn],
  );
  return row ? { id: row.id, organizationId: row.organization_id } : null;
}
