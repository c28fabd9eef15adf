import { timingSafeEqual } from 'node:crypto';
import { findActorByKey, hashKey } from '#src/accounts/index.ts';
import type { Database } from '#src/db/index.ts';
import { type Actor, AppError } from '#src/kernel/index.ts';
import type { Access } from './route.ts';

/** Finds out who calls, from the Authorization header. */
export type Authenticate = (header: string | undefined) => Promise<Actor>;

const bootstrapActor: Actor = { id: null, name: 'bootstrap', role: 'admin', organizationId: null };
const MAX_CACHED = 10_000;

/**
 * Makes the check of API keys. Actors are cached by the key's hash and forgotten when any key changes anywhere
 * (`NOTIFY changed_api_key`), so that a revoked key ends on every node at once.
 */
export async function createAuthenticate(db: Database, bootstrapKey: string | null): Promise<Authenticate> {
  const bootstrapHash = bootstrapKey === null ? null : Buffer.from(hashKey(bootstrapKey));
  const cache = new Map<string, Actor>();
  // A look-up that was under way when a key changed must not put the old answer into the emptied cache.
  let generation = 0;
  await db.listener.on('changed_api_key', () => {
    generation++;
    cache.clear();
  });
  return async (header) => {
    const key = /^Bearer ([\x21-\x7e]{8,256})$/.exec(header ?? '')?.[1];
    if (!key) throw new AppError('UNAUTHENTICATED');
    const hash = hashKey(key);
    if (bootstrapHash && timingSafeEqual(Buffer.from(hash), bootstrapHash)) return bootstrapActor;
    const cached = cache.get(hash);
    if (cached) return cached;
    const before = generation;
    const actor = await findActorByKey(db.reader(), key);
    if (!actor) throw new AppError('UNAUTHENTICATED');
    if (cache.size >= MAX_CACHED) cache.clear();
    if (generation === before) cache.set(hash, actor);
    return actor;
  };
}

/** @throws FORBIDDEN unless the actor's role may use a route; `admin` may use all. */
export function authorize(access: Access, actor: Actor): void {
  if (access === 'public' || actor.role === 'admin' || access.includes(actor.role)) return;
  throw new AppError('FORBIDDEN');
}
