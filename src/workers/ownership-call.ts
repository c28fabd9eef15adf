import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';
import { markOwnershipCalled, type OwnershipCall, ownershipCode, pendingOwnershipCall } from '#src/senders/index.ts';
import { signWebhook } from '#src/signing/index.ts';

const TIMEOUT_MS = 10_000;

/**
 * Orders the call that reads out the code of an ownership proof (outbox kind `ownership.call`, payload `{proofId}`).
 * Delivered twice it calls once; a failure is thrown and tried again.
 */
export async function orderOwnershipCall(
  { db, clock, config, secrets, log }: Pick<House, 'db' | 'clock' | 'config' | 'secrets' | 'log'>,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const at = toDate(clock.now());
  const call = await pendingOwnershipCall(db.reader(), String(payload.proofId), at);
  if (!call) return;
  const code = ownershipCode(secrets.codeKey, call.proofId);
  if (config.ownershipWebhook) await post(config.ownershipWebhook, call, code, at);
  else log.warn({ senderId: call.senderId, code }, 'no OWNERSHIP_WEBHOOK_URL: ownership code');
  await db.transact((tx) => markOwnershipCalled(tx, call.proofId, at));
}

/** The webhook is the operator's own setting, so it may be a private or loopback address. */
async function post(
  { url, secret }: { url: string; secret: string | null },
  { proofId, senderId, address, language }: OwnershipCall,
  code: string,
  at: Date,
): Promise<void> {
  const body = JSON.stringify({ senderId, address, code, language });
  // The id stays the same when it is tried again, so that the receiver can tell a repeat.
  const signed = secret
    ? signWebhook(secret, proofId, Math.floor(at.getTime() / 1000), body)
    : { 'webhook-id': proofId };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the ownership webhook answered ${response.status}`);
}
