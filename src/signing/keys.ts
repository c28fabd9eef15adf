import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** An Ed25519 private key as JWK (RFC 8037 § 2); without `d` it is the public one. */
export interface Ed25519Jwk {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  d?: string;
}

/** A public key as it is published. */
export interface PublicJwk extends Ed25519Jwk {
  kid: string;
  use: 'sig';
  alg: 'EdDSA';
}

/** A key that signs, with its id and public half. */
export interface SigningKey {
  keyId: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  publicJwk: PublicJwk;
}

/** A set of public keys (RFC 7517 § 5). */
export interface Jwks {
  keys: PublicJwk[];
}

/** Prepares a stored private JWK for signing. */
export function signingKey(jwk: Ed25519Jwk): SigningKey {
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  const keyId = thumbprint(jwk);
  const publicJwk: PublicJwk = { kty: jwk.kty, crv: jwk.crv, x: jwk.x, kid: keyId, use: 'sig', alg: 'EdDSA' };
  return { keyId, privateKey, publicKey: createPublicKey(privateKey), publicJwk };
}

/** The public keys of a ring: what `/.well-known/jwks.json` answers. */
export function jwks(keys: readonly SigningKey[]): Jwks {
  return { keys: keys.map(({ publicJwk }) => publicJwk) };
}

/** Finds the public key with an id in a published set; null when there is none. */
export function findPublicKey(set: Jwks, keyId: string): KeyObject | null {
  const jwk = set.keys.find(({ kid }) => kid === keyId);
  return jwk ? createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, format: 'jwk' }) : null;
}

/** Key id: the JWK thumbprint (RFC 7638 § 3; members of an OKP key by RFC 8037 § 2), base64url. */
function thumbprint({ crv, kty, x }: Ed25519Jwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}
