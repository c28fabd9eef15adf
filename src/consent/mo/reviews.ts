import { recordAudit } from '#src/audit/index.ts';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, AppError, found, type Page, type PageRequest, pageOf, readCursor } from '#src/kernel/index.ts';
import { appendEntries } from '../append-entries.ts';
import { ALL_PURPOSES } from '../scope.ts';

/** What a subscriber wrote that may be a revocation, put before a person. */
export interface Review {
  id: string;
  organizationId: string;
  senderId: string | null;
  msisdn: string;
  text: string;
  status: 'open' | 'revoked' | 'kept';
  openedAt: Date;
  decidedAt: Date | null;
}

interface Row {
  id: string;
  mo_id: string;
  organization_id: string;
  sender_id: string | null;
  msisdn: string;
  text: string;
  status: Review['status'];
  opened_at: string;
  decided_at: string | null;
}

const SELECT = `select r.id, r.mo_id, r.organization_id, r.sender_id, m.msisdn, m.text, r.status, r.opened_at, r.decided_at
  from consent_review r join mo_message m on m.id = r.mo_id`;

/** Lists unclear revocations that wait for a person, oldest first; an organization's own only, for its keys. */
export async function listReviews(em: Reader, actor: Actor, page: PageRequest): Promise<Page<Review>> {
  const after = page.cursor ? readCursor(page.cursor, ['id'])[0] : '00000000-0000-0000-0000-000000000000';
  const rows = await em.execute<Row[]>(
    `${SELECT} where r.status = 'open' and r.id > ? and (?::uuid is null or r.organization_id = ?::uuid) order by r.id limit ?`,
    [after, actor.organizationId, actor.organizationId, page.limit + 1],
  );
  return pageOf(rows, page, (row) => [row.id], toReview);
}

/**
 * Decides an unclear revocation: `revoke` makes it an opt-out, `keep` ends the pause.
 * @throws NOT_FOUND, INVALID_TRANSITION when it was decided before
 */
export async function decideReview(
  tx: Tx,
  actor: Actor,
  id: string,
  decision: 'revoke' | 'keep',
  at: Date,
): Promise<Review> {
  const [row] = await tx.execute<Row[]>(`${SELECT} where r.id = ? for update of r`, [id]);
  const review = found(row);
  if (actor.organizationId && review.organization_id !== actor.organizationId) throw new AppError('NOT_FOUND');
  if (review.status !== 'open') throw new AppError('INVALID_TRANSITION', { extra: { status: review.status } });
  const revoked = decision === 'revoke';
  const status = revoked ? 'revoked' : 'kept';
  const base = {
    msisdn: review.msisdn,
    organizationId: review.organization_id,
    channel: 'sms',
    source: 'mo_sms' as const,
    touchpoint: null,
    evidence: { text: review.text, moId: review.mo_id },
    expiresAt: null,
    effectiveAt: at,
    recordedBy: actor.id,
  };
  const resume = { ...base, action: 'resume' as const, purpose: 'promotional', senderId: null };
  const optOut = { ...base, action: 'opt_out' as const, purpose: ALL_PURPOSES, senderId: review.sender_id };
  await appendEntries(tx, revoked ? [optOut, resume] : [resume], at);
  await tx.execute('update consent_review set status = ?, decided_at = ?, decided_by = ? where id = ?', [
    status,
    at,
    actor.id,
    id,
  ]);
  recordAudit(tx, actor, {
    at,
    action: `consent_review.${decision}`,
    object: { kind: 'consent_review', id },
    organizationId: review.organization_id,
  });
  await tx.flush();
  return { ...toReview(review), status, decidedAt: at };
}

const toReview = (row: Row): Review => ({
  id: row.id,
  organizationId: row.organization_id,
  senderId: row.sender_id,
  msisdn: row.msisdn,
  text: row.text,
  status: row.status,
  openedAt: new Date(row.opened_at),
  decidedAt: row.decided_at === null ? null : new Date(row.decided_at),
});
