import { z } from 'zod';
import type { Jwks } from '#src/signing/index.ts';
import { openRoute, type Route } from '#src/web/index.ts';

const jwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  use: z.literal('sig'),
  alg: z.literal('EdDSA'),
});

/** The public keys that receipts and tree heads are verified with. */
export const jwksRoute = (keys: Jwks): Route =>
  openRoute({
    method: 'get',
    path: '/.well-known/jwks.json',
    operation: 'getKeys',
    summary: 'Public keys of receipts and tree heads',
    tag: 'Service',
    access: 'public',
    answers: { 200: z.object({ keys: z.array(jwk) }) },
    run: async () => ({ status: 200, body: keys, headers: { 'Cache-Control': 'public, max-age=300' } }),
  });
