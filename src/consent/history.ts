import { getOrganization } from '#src/accounts/index.ts';
import type { Reader } from '#src/db/index.ts';
import { type Actor, type Page, type PageRequest, pageOf, readCursor } from '#src/kernel/index.ts';
import type { Evidence } from './evidence.ts';
import { toMobile } from './recipient.ts';
import type { ConsentSource, EntryAction } from './scope.ts';
import { organizationOf } from './scope-owner.ts';

/** One entry of the ledger, with its evidence. */
export interface HistoryItem {
  seq: number;
  id: string;
  organizationId: string;
  senderId: string | null;
  channel: string;
  purpose: string;
  action: EntryAction;
  source: ConsentSource;
  touchpoint: string | null;
  evidence: Evidence | null;
  effectiveAt: Date;
  expiresAt: Date | null;
  recordedAt: Date;
}

interface Row {
  seq: string;
  id: string;
  organization_id: string;
  sender_id: string | null;
  channel: string;
  purpose: string;
  action: EntryAction;
  source: ConsentSource;
  touchpoint: string | null;
  body: Evidence | null;
  effective_at: string;
  expires_at: string | null;
  recorded_at: string;
}

/** Lists a recipient's entries, newest first; a key bound to an organization sees that organization's only. */
export async function listHistory(
  em: Reader,
  actor: Actor,
  filter: { msisdn: string; organizationId?: string | undefined },
  page: PageRequest,
): Promise<Page<HistoryItem>> {
  const msisdn = toMobile(filter.msisdn);
  const organizationId = organizationOf(actor, filter.organizationId);
  if (organizationId) await getOrganization(em, actor, organizationId);
  const before = page.cursor ? Number(readCursor(page.cursor, ['number'])[0]) : Number.MAX_SAFE_INTEGER;
  const rows = await em.execute<Row[]>(
    `select e.seq, e.id, e.organization_id, e.sender_id, e.channel, e.purpose, e.action, e.source, e.touchpoint,
       v.body, e.effective_at, e.expires_at, e.recorded_at
     from consent_subject s join consent_entry e using (subject_id)
     left join consent_evidence v on v.hash = e.evidence_hash
     where s.msisdn = ? and e.seq < ? and (?::uuid is null or e.organization_id = ?::uuid)
     order by e.seq desc limit ?`,
    [msisdn, before, organizationId, organizationId, page.limit + 1],
  );
  return pageOf(rows, page, (row) => [Number(row.seq)], toItem);
}

const toItem = (row: Row): HistoryItem => ({
  seq: Number(row.seq),
  id: row.id,
  organizationId: row.organization_id,
  senderId: row.sender_id,
  channel: row.channel,
  purpose: row.purpose,
  action: row.action,
  source: row.source,
  touchpoint: row.touchpoint,
  evidence: row.body,
  effectiveAt: new Date(row.effective_at),
  expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
  recordedAt: new Date(row.recorded_at),
});
