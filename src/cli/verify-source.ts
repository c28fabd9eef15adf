import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Jwks } from '#src/signing/index.ts';

const jwksSchema = z.object({
  keys: z.array(
    z.looseObject({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      kid: z.string(),
      use: z.literal('sig'),
      alg: z.literal('EdDSA'),
    }),
  ),
});

/** Reads a key set from a file or an http(s) URL. */
export async function readJwks(source: string): Promise<Jwks> {
  const parsed = jwksSchema.safeParse(await readJson(source));
  if (!parsed.success) throw new Error(`${source} is not a set of Ed25519 keys`);
  return { keys: parsed.data.keys.map(({ kty, crv, x, kid, use, alg }) => ({ kty, crv, x, kid, use, alg })) };
}

/** Reads a JSON object from a file or an http(s) URL. @throws Error that names the source and what is wrong with it. */
export async function readJson(source: string): Promise<Record<string, unknown>> {
  const text = /^https?:/.test(source) ? await download(source) : await readFile(source, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${source} is not JSON`);
  }
  if (typeof value !== 'object' || value === null) throw new Error(`${source} is not a JSON object`);
  return value as Record<string, unknown>;
}

async function download(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch((error: Error) => {
    throw new Error(`${url} cannot be reached (${error.cause instanceof Error ? error.cause.message : error.message})`);
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}
