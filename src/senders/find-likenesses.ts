import type { Reader, Tx } from '#src/db/index.ts';
import { areNear, deletionKeys, skeleton } from '#src/text/index.ts';
import { closestFirst, explainLikeness, type Likeness, protectedLikenesses } from './lookalike.rules.ts';
import type { Registry } from './registry.ts';

/** Enough to show a reviewer; a name with more neighbours needs no longer list. */
const MAX_LISTED = 10;

/** Whose names count. */
export interface LikenessScope {
  /** An organization's own names are not held against it; null: all names count. */
  exceptOrganization: string | null;
  /** Only names that have been approved: what may be told to the public. */
  approvedOnly?: boolean;
}

/** Names that a masked name may be taken for: protected ones, and registered ones. */
export async function findLikenesses(
  em: Reader,
  registry: Registry,
  name: string,
  scope: LikenessScope,
): Promise<Likeness[]> {
  const registered = await registeredLikenesses(em, name, scope);
  return [...protectedLikenesses(name, registry.protectedNames), ...registered].slice(0, MAX_LISTED);
}

/** Registered names that read the same or are one slip apart, from one look-up in the index of deletion keys. */
export async function registeredLikenesses(
  em: Reader,
  name: string,
  { exceptOrganization, approvedOnly = false }: LikenessScope,
): Promise<Likeness[]> {
  const read = skeleton(name);
  // Names that read the same come first: they must not drown in neighbours.
  const rows = await em.execute<{ address: string; skeleton: string }[]>(
    `select s.address, hit.skeleton from sender_names_sharing(array[?]::text[]) hit join sender s on s.id = hit.sender_id
     -- One slip changes the length by one at most; what shares a key and is longer or shorter need not be looked up.
     where length(hit.skeleton) between ? and ? and s.organization_id is distinct from ?::uuid and s.status not in ('rejected', 'withdrawn', 'revoked')
       and (not ?::boolean or s.status in ('approved', 'active', 'suspended', 'expired'))
     order by hit.skeleton = ? desc limit 1000`,
    [deletionKeys(read), read.length - 1, read.length + 1, exceptOrganization, approvedOnly, read],
  );
  // A shared key may mean two slips; explaining reads both names letter by letter, so only neighbours are explained.
  const near = rows.filter((row) => row.skeleton === read || areNear(read, row.skeleton)).slice(0, MAX_LISTED);
  return closestFirst(near.flatMap(({ address }) => explainLikeness(name, address, null) ?? []));
}

/** Puts a masked name into the index of deletion keys. */
export async function indexName(tx: Tx, senderId: string, name: string): Promise<void> {
  const read = skeleton(name);
  await tx.execute(
    `insert into sender_name (sender_id, skeleton, keys)
     values (?, ?, array(select jsonb_array_elements_text(?::jsonb)))`,
    [senderId, read, JSON.stringify(deletionKeys(read))],
  );
}
