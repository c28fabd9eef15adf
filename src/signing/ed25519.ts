import { type KeyObject, sign } from 'node:crypto';

/** Signs bytes. */
export type SignBytes = (bytes: Uint8Array) => Buffer;

/** libsodium signs in half the time that OpenSSL takes; on a system that its package brings no binary for, Node signs. */
const sodium = await import('sodium-native').then(({ default: library }) => library).catch(() => null);

/** Makes what signs with an Ed25519 key (RFC 8032 § 5.1.6); whoever signs, the same bytes give the same signature. */
export function ed25519Signer(key: KeyObject, library = sodium): SignBytes {
  if (library === null) return (bytes) => sign(null, bytes, key);
  const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  const secret = Buffer.alloc(library.crypto_sign_SECRETKEYBYTES);
  library.crypto_sign_seed_keypair(Buffer.alloc(library.crypto_sign_PUBLICKEYBYTES), secret, seed);
  seed.fill(0);
  return (bytes) => {
    const signature = Buffer.allocUnsafe(library.crypto_sign_BYTES);
    library.crypto_sign_detached(signature, bytes, secret);
    return signature;
  };
}
