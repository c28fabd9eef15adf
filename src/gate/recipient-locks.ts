import type { Pool, PoolClient } from 'pg';
import type { Prepared } from './prepare.ts';

/**
 * Runs `work` in a transaction that holds a lock on each recipient and organization, so that frequency caps are exact
 * on all nodes: what `work` counts cannot change before it commits.
 */
export async function lockRecipients<T>(
  pool: Pool,
  places: readonly Pick<Prepared, 'recipient' | 'sender'>[],
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const keys = [...new Set(places.map(({ recipient, sender }) => `${recipient.msisdn} ${sender?.organizationId}`))];
  const client = await pool.connect();
  try {
    await client.query('begin');
    // In one order everywhere, so that two batches cannot wait for each other.
    await client.query(
      'select pg_advisory_xact_lock(k) from (select hashtextextended(name, 7) as k from unnest($1::text[]) as name order by 1) as keys',
      [keys],
    );
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
