import { z } from 'zod';
import { openEntry, proveConsistency, proveInclusion, readHead } from '#src/consent/index.ts';
import type { House } from '#src/house.ts';
import { ok, openRoute, type Route, readRoute } from '#src/web/index.ts';

const tag = 'Ledger proofs';
const access = ['reviewer', 'auditor', 'gateway', 'business'] as const;
const count = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const head = z.object({
  size: z.int(),
  rootHash: hash,
  timestamp: z.iso.datetime(),
  keyId: z.string(),
  signature: z.string(),
});
const inclusion = z.object({
  seq: z.int(),
  leafIndex: z.int(),
  size: z.int(),
  leafHash: hash,
  path: z.array(hash),
});
const consistency = z.object({ first: z.int(), second: z.int(), path: z.array(hash) });
const opened = z.object({ seq: z.int(), record: z.string(), blind: hash });

/** Routes of the sealed ledger: its head, proofs, and what a leaf is made of. */
export function ledgerRoutes({ db }: Pick<House, 'db'>): readonly Route[] {
  return [
    openRoute({
      method: 'get',
      path: '/v1/ledger/head',
      operation: 'getLedgerHead',
      summary: 'The latest signed tree head',
      tag,
      access,
      answers: { 200: head },
      run: async () => ok(await readHead(db.pool)),
    }),
    openRoute({
      method: 'get',
      path: '/v1/ledger/proof',
      operation: 'proveInclusion',
      summary: 'Prove that an entry is in the ledger',
      tag,
      access,
      query: z.strictObject({ seq: count, size: count.optional() }),
      answers: { 200: inclusion },
      run: async ({ query }) => ok(await proveInclusion(db.pool, query.seq, query.size)),
    }),
    openRoute({
      method: 'get',
      path: '/v1/ledger/consistency',
      operation: 'proveConsistency',
      summary: 'Prove that nothing before a size was changed since',
      tag,
      access,
      query: z.strictObject({ first: count, second: count }),
      answers: { 200: consistency },
      run: async ({ query }) => ok(await proveConsistency(db.pool, query.first, query.second)),
    }),
    readRoute({
      method: 'get',
      path: '/v1/ledger/entries/{seq}',
      operation: 'openLedgerEntry',
      summary: 'What an entry’s leaf commits to',
      tag,
      access,
      params: z.strictObject({ seq: count }),
      answers: { 200: opened },
      run: async ({ actor, params }, em) => ok(await openEntry(em, actor, params.seq)),
    }),
  ];
}
