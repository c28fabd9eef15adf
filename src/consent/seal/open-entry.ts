import type { Reader } from '#src/db/index.ts';
import { type Actor, AppError, found } from '#src/kernel/index.ts';
import { blindSql, recordSql } from './record.sql.ts';

/** What a leaf commits to, for who may see the entry: with it anyone can compute the leaf's hash. */
export interface OpenedEntry {
  seq: number;
  /** The record, canonical JSON: hash these very bytes. */
  record: string;
  /** The blinding value, lower-case hex. */
  blind: string;
}

/** Opens one entry's commitment. @throws NOT_FOUND for another organization's; GONE once its subject was erased */
export async function openEntry(em: Reader, actor: Actor, seq: number): Promise<OpenedEntry> {
  const [row] = await em.execute<
    { organization_id: string | null; action: string; blind: string | null; erased: boolean; record: string }[]
  >(
    `select e.organization_id, e.action, encode(${blindSql('e', 's')}, 'hex') as blind, s.subject_id is null as erased,
       ${recordSql('e', 's.msisdn')} as record
     from consent_entry e left join consent_subject s using (subject_id) where e.seq = ?`,
    [seq],
  );
  const entry = found(row);
  if (actor.organizationId && entry.organization_id !== actor.organizationId) throw new AppError('NOT_FOUND');
  if (entry.action === 'erase') return { seq, record: entry.record, blind: '00'.repeat(32) };
  if (entry.erased || entry.blind === null) throw new AppError('GONE');
  return { seq, record: entry.record, blind: entry.blind };
}
