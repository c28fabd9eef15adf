import { hash, randomBytes } from 'node:crypto';
import { recordAudit } from '#src/audit/index.ts';
import { byAlphabet, type Reader, readPage, type Tx } from '#src/db/index.ts';
import {
  type Actor,
  fault,
  found,
  invalidInput,
  newId,
  type Page,
  type PageRequest,
  type Role,
} from '#src/kernel/index.ts';
import { ApiKey } from './api-key.entity.ts';
import { Organization } from './organization.entity.ts';

/** What a new key is for; a `business` key needs an organization. */
export interface ApiKeyInput {
  role: Role;
  name: string;
  organizationId?: string | undefined;
}

/** Makes an API key; the clear key is returned this once and never stored. */
export async function createApiKey(
  tx: Tx,
  actor: Actor,
  input: ApiKeyInput,
  at: Date,
): Promise<{ apiKey: ApiKey; key: string }> {
  if (input.role === 'business' && !input.organizationId) {
    throw invalidInput([
      fault('organizationId', 'required', 'a business key needs an organization', 'کلید کسب‌وکار به سازمان نیاز دارد'),
    ]);
  }
  if (input.organizationId && !(await tx.findOne(Organization, { id: input.organizationId }))) {
    throw invalidInput([fault('organizationId', 'unknown', 'there is no such organization', 'چنین سازمانی نیست')]);
  }
  const key = `mohr_${input.role}_${randomBytes(32).toString('base64url')}`;
  const apiKey = tx.create(ApiKey, {
    id: newId(),
    organizationId: input.organizationId ?? null,
    role: input.role,
    name: input.name,
    keyHash: hashKey(key),
    createdAt: at,
    revokedAt: null,
  });
  recordAudit(tx, actor, {
    at,
    action: 'api_key.create',
    object: { kind: 'api_key', id: apiKey.id },
    organizationId: apiKey.organizationId ?? null,
    detail: { role: input.role, name: input.name },
  });
  await tx.flush();
  return { apiKey, key };
}

/** Ends a key at once, on every node. */
export async function revokeApiKey(tx: Tx, actor: Actor, id: string, at: Date): Promise<ApiKey> {
  const apiKey = found(await tx.findOne(ApiKey, { id, ...mine(actor) }));
  apiKey.revokedAt ??= at;
  recordAudit(tx, actor, {
    at,
    action: 'api_key.revoke',
    object: { kind: 'api_key', id },
    organizationId: apiKey.organizationId ?? null,
  });
  await tx.flush();
  return apiKey;
}

/** Lists keys, newest first, without the keys themselves. */
export async function listApiKeys(em: Reader, actor: Actor, page: PageRequest): Promise<Page<ApiKey>> {
  return readPage(em, ApiKey, mine(actor), page, sorts);
}

/** Keys by which API keys are sorted. */
export const apiKeySorts = ['name', 'role', 'createdAt'] as const;
const sorts: Record<(typeof apiKeySorts)[number], string> = {
  name: byAlphabet('name'),
  role: 'role',
  createdAt: 'created_at',
};

/** Finds the actor behind a clear key; null when there is none or it was revoked. */
export async function findActorByKey(em: Reader, key: string): Promise<Actor | null> {
  const apiKey = await em.findOne(ApiKey, { keyHash: hashKey(key), revokedAt: null });
  return (
    apiKey && { id: apiKey.id, name: apiKey.name, role: apiKey.role, organizationId: apiKey.organizationId ?? null }
  );
}

/** SHA-256 of a key, hex: what is stored and compared. */
export function hashKey(key: string): string {
  return hash('sha256', key, 'hex');
}

const mine = (actor: Actor) => (actor.organizationId ? { organizationId: actor.organizationId } : {});
