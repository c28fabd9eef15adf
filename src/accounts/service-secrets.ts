import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Database } from '#src/db/index.ts';

/** An Ed25519 private key as JWK (RFC 8037 § 2). */
export interface PrivateJwk {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  d: string;
}

/** The keys of the service: what is signed or hashed with them can be checked on every node and after a restart. */
export interface ServiceSecrets {
  /** Ed25519 private key as JWK: decision receipts and tree heads. */
  signingJwk: PrivateJwk;
  /** 32 bytes: keyed hash of recipients in receipts. */
  recipientKey: Buffer;
  /** 32 bytes: keyed hash of declared audiences and block lists. */
  audienceKey: Buffer;
  /** 32 bytes: short codes (ownership calls, confirmations) are derived from it and never stored. */
  codeKey: Buffer;
  /** 32 bytes: binds queued messages to their decisions, so that a row altered in the database is not sent. */
  sealKey: Buffer;
}

const makers: Record<string, () => string> = {
  'signing-1': () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
  recipient: () => randomBytes(32).toString('base64url'),
  audience: () => randomBytes(32).toString('base64url'),
  code: () => randomBytes(32).toString('base64url'),
  seal: () => randomBytes(32).toString('base64url'),
};

/** Loads the service's keys, making the missing ones; nodes that start together end with the same. */
export async function loadServiceSecrets(db: Database): Promise<ServiceSecrets> {
  const stored = new Map<string, string>();
  const load = async () => {
    const { rows } = await db.pool.query<{ name: string; value: string }>('select name, value from service_secret');
    for (const { name, value } of rows) stored.set(name, value);
  };
  await load();
  const missing = Object.keys(makers).filter((name) => !stored.has(name));
  for (const name of missing) {
    await db.pool.query(
      'insert into service_secret (name, value, created_at) values ($1, $2, now()) on conflict do nothing',
      [name, makers[name]?.()],
    );
  }
  if (missing.length > 0) await load();
  const bytes = (name: string) => Buffer.from(stored.get(name) ?? '', 'base64url');
  return {
    signingJwk: JSON.parse(stored.get('signing-1') ?? 'null'),
    recipientKey: bytes('recipient'),
    audienceKey: bytes('audience'),
    codeKey: bytes('code'),
    sealKey: bytes('seal'),
  };
}
