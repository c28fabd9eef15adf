import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The headers of a signed webhook by the Standard Webhooks convention. */
export interface WebhookHeaders {
  'webhook-id': string;
  /** Seconds since the epoch. */
  'webhook-timestamp': string;
  /** `v1,<base64>`; several, separated by spaces, while a secret is being changed. */
  'webhook-signature': string;
}

const PREFIX = 'whsec_';
/** How far a webhook's time may be off before it counts as replayed. */
const TOLERANCE_SECONDS = 5 * 60;

/** Makes a secret: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/**
 * Signs a webhook's body. While a secret is being changed, both are given: a receiver accepts either signature.
 * A secret without the prefix is taken as its own bytes.
 */
export function signWebhook(
  secret: string | readonly string[],
  id: string,
  timestampSeconds: number,
  body: string,
): WebhookHeaders {
  const signatures = [secret].flat().map((one) => {
    const mac = createHmac('sha256', keyOf(one)).update(`${id}.${timestampSeconds}.${body}`).digest('base64');
    return `v1,${mac}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signatures.join(' '),
  };
}

/** Whether a webhook was signed with the secret and is fresh. */
export function verifyWebhook(secret: string, headers: WebhookHeaders, body: string, nowSeconds: number): boolean {
  if (!/^\d{1,12}$/.test(headers['webhook-timestamp'])) return false;
  const at = Number(headers['webhook-timestamp']);
  if (Math.abs(nowSeconds - at) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(signWebhook(secret, headers['webhook-id'], at, body)['webhook-signature']);
  return headers['webhook-signature'].split(' ').some((one) => {
    const given = Buffer.from(one);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function keyOf(secret: string): Buffer {
  return secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret);
}
