import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Reader, Tx } from '#src/db/index.ts';
import { AppError, newId } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { CODE_MS } from '../confirm/code.ts';
import { judgeCode, lockConfirmation } from '../confirm/confirm.ts';
import { limitCodes } from '../confirm/limit-codes.ts';
import type { OpenConfirmation } from '../confirm/request-confirmation.ts';
import { senderKnownTo } from '../confirm/sender-for-code.ts';
import { toMobile } from '../recipient.ts';

/** How long a person who proved a number may look and revoke. */
const OPEN_MS = 30 * 60_000;

/**
 * Has a code sent to a person who wants to see and withdraw consents. The answer is the same for a number that nobody
 * knows; to that, nothing is sent. `senderId` names the line that the person complains of, if it is known.
 * @throws INVALID_INPUT, RATE_LIMITED
 */
export async function requestWindow(
  tx: Tx,
  input: { msisdn: string; senderId?: string | null },
  at: Date,
): Promise<OpenConfirmation> {
  const msisdn = toMobile(input.msisdn);
  await limitCodes(tx, msisdn, at);
  const senderId = input.senderId ?? (await senderKnownTo(tx, msisdn))?.id ?? null;
  const id = newId();
  const expiresAt = new Date(at.getTime() + CODE_MS);
  await tx.execute(
    `insert into consent_confirmation (id, kind, msisdn, sender_id, source, status, tries, created_at, expires_at)
     values (?, 'window', ?, ?, 'web_form', 'open', 0, ?, ?)`,
    [id, msisdn, senderId, at, expiresAt],
  );
  if (senderId)
    await addOutbox(
      tx,
      { kind: 'consent.confirmation', payload: { confirmationId: id }, key: `confirmation:${id}`, priority: 0 },
      at,
    );
  return { id, expiresAt };
}

/** Either a token to look with, or how many codes may still be tried; a wrong one must be committed, too. */
export type WindowVerdict = { open: true; token: string; expiresAt: Date } | { open: false; attemptsLeft: number };

/** Opens the window with the code. @throws NOT_FOUND, CONFIRMATION_CLOSED */
export async function openWindow(
  tx: Tx,
  codeKey: Buffer,
  attempt: { id: string; code: string },
  at: Date,
): Promise<WindowVerdict> {
  const row = await lockConfirmation(tx, attempt.id, ['window']);
  const attemptsLeft = await judgeCode(tx, codeKey, row, attempt.code, at);
  if (attemptsLeft !== null) return { open: false, attemptsLeft };
  const expiresAt = new Date(at.getTime() + OPEN_MS);
  return { open: true, token: tokenOf(codeKey, row.id, expiresAt), expiresAt };
}

/** Who looks: the number that was proved, and the proof. */
export interface WindowOwner {
  msisdn: string;
  confirmationId: string;
}

/** Finds whose window a token opens. @throws UNAUTHENTICATED */
export async function windowOwner(em: Reader, codeKey: Buffer, token: string, at: Date): Promise<WindowOwner> {
  const [id = '', until = ''] = token.split('.');
  const expiresAt = new Date(Number.parseInt(until, 36));
  const valid = !Number.isNaN(expiresAt.getTime()) && expiresAt > at && equal(token, tokenOf(codeKey, id, expiresAt));
  if (!valid) throw new AppError('UNAUTHENTICATED');
  const [row] = await em.execute<{ msisdn: string }[]>(
    `select msisdn from consent_confirmation where id = ? and kind = 'window' and status = 'confirmed'`,
    [id],
  );
  if (!row) throw new AppError('UNAUTHENTICATED');
  return { msisdn: row.msisdn, confirmationId: id };
}

/** The id of the proof, when it ends, and a MAC over both. */
function tokenOf(codeKey: Buffer, id: string, expiresAt: Date): string {
  const signed = `${id}.${expiresAt.getTime().toString(36)}`;
  return `${signed}.${createHmac('sha256', codeKey).update(`window ${signed}`).digest('base64url')}`;
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
