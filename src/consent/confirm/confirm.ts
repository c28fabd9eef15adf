import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, found } from '#src/kernel/index.ts';
import { appendEntries } from '../append-entries.ts';
import { currentState } from '../current-state.ts';
import type { Evidence } from '../evidence.ts';
import type { RecordedConsent } from '../record-consent.ts';
import type { ConsentSource } from '../scope.ts';
import { isConfirmationCode, MAX_TRIES } from './code.ts';

/** Either the consent that was recorded, or how many codes may still be tried; a wrong one must be committed, too. */
export type Verdict = ({ confirmed: true } & RecordedConsent) | { confirmed: false; attemptsLeft: number };

/** An attempt to type in the code of a confirmation. */
export interface Attempt {
  id: string;
  code: string;
}

interface Row {
  id: string;
  kind: 'opt_in' | 'vas' | 'window';
  msisdn: string;
  organization_id: string;
  purpose: string;
  source: ConsentSource;
  touchpoint: string | null;
  evidence: Evidence | null;
  status: 'open' | 'confirmed' | 'closed';
  tries: number;
  expires_at: string;
}

/**
 * Confirms a double opt-in: the right code records the opt-in, with what was shown and the confirmation as evidence.
 * @throws NOT_FOUND, CONFIRMATION_CLOSED once it expired, was used or five codes were wrong
 */
export async function confirmConsent(
  tx: Tx,
  codeKey: Buffer,
  actor: Actor,
  attempt: Attempt,
  at: Date,
): Promise<Verdict> {
  const row = await lockConfirmation(tx, attempt.id, ['opt_in', 'vas']);
  if (actor.organizationId && row.organization_id !== actor.organizationId) throw new AppError('NOT_FOUND');
  const attemptsLeft = await judgeCode(tx, codeKey, row, attempt.code, at);
  if (attemptsLeft !== null) return { confirmed: false, attemptsLeft };
  const { msisdn, organization_id: organizationId, purpose, source, touchpoint } = row;
  const scope = { msisdn, organizationId, channel: 'sms', purpose, senderId: null };
  const evidence = { ...row.evidence, confirmationId: row.id };
  const entry = { ...scope, action: 'opt_in' as const, source, touchpoint, evidence };
  const [entered] = await appendEntries(tx, [{ ...entry, effectiveAt: at, expiresAt: null, recordedBy: actor.id }], at);
  if (!entered) throw new Error('nothing was appended');
  recordAudit(tx, actor, {
    at,
    action: 'consent.confirm',
    object: { kind: 'consent', id: entered.id },
    organizationId,
    detail: { seq: entered.seq, purpose, confirmationId: row.id },
  });
  return { confirmed: true, seq: entered.seq, id: entered.id, state: await currentState(tx, scope, at) };
}

/** Locks a confirmation of one of some kinds. @throws NOT_FOUND */
export async function lockConfirmation(tx: Tx, id: string, kinds: readonly Row['kind'][]): Promise<Row> {
  const [row] = await tx.execute<Row[]>(
    `select id, kind, msisdn, organization_id, purpose, source, touchpoint, evidence, status, tries, expires_at
     from consent_confirmation where id = ? for update`,
    [id],
  );
  const confirmation = found(row);
  if (!kinds.includes(confirmation.kind)) throw new AppError('NOT_FOUND');
  return confirmation;
}

/** Takes a code: null if it is right (the confirmation is then used), else how many more may be tried. @throws CONFIRMATION_CLOSED */
export async function judgeCode(
  tx: Tx,
  codeKey: Buffer,
  { id, status, tries, expires_at }: Pick<Row, 'id' | 'status' | 'tries' | 'expires_at'>,
  code: string,
  at: Date,
): Promise<number | null> {
  if (status !== 'open' || new Date(expires_at) <= at) throw new AppError('CONFIRMATION_CLOSED');
  const right = isConfirmationCode(codeKey, id, code);
  const attemptsLeft = right ? null : MAX_TRIES - tries - 1;
  const next = right ? 'confirmed' : attemptsLeft === 0 ? 'closed' : 'open';
  await tx.execute('update consent_confirmation set status = ?, tries = tries + 1, decided_at = ? where id = ?', [
    next,
    next === 'open' ? null : at,
    id,
  ]);
  return attemptsLeft;
}
