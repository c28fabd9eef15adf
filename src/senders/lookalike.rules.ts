import type { Bilingual } from '#src/kernel/index.ts';
import { areNear, explainLookalike, skeleton } from '#src/text/index.ts';
import type { ProtectedGroup } from './registry-schema.ts';

/** How one name is like another: equal but for case, made of look-alike characters, one slip apart, or holding it. */
export type LikenessKind = 'same' | 'confusable' | 'near' | 'contains';

/** A name that a masked sender may be taken for. */
export interface Likeness {
  code: 'LOOKALIKE';
  /** The protected or registered name. */
  of: string;
  kind: LikenessKind;
  /** Category of a protected name; null for a registered one. */
  category: string | null;
  why: Bilingual;
}

/** A protected name prepared for comparison. */
export interface ProtectedName {
  name: string;
  skeleton: string;
  category: string;
  contains: boolean;
}

/** Shorter names stand inside too many words. */
const MIN_CONTAINED = 5;
const order: readonly LikenessKind[] = ['same', 'confusable', 'near', 'contains'];

/** Prepares the protected names for comparison. */
export function protectNames(groups: readonly ProtectedGroup[]): ProtectedName[] {
  return groups.flatMap(({ names, category, contains }) =>
    names.map((name) => {
      const read = skeleton(name);
      return { name, skeleton: read, category, contains: contains ?? read.length >= MIN_CONTAINED };
    }),
  );
}

/** Protected names that a masked name may be taken for, at most one per category, the closest first. */
export function protectedLikenesses(name: string, names: readonly ProtectedName[]): Likeness[] {
  const read = skeleton(name);
  const found = names.flatMap((it) => {
    // Explaining reads both names letter by letter; the prepared skeletons say for whom it is worth it.
    const alike = read === it.skeleton || areNear(read, it.skeleton);
    const like = alike ? explainLikeness(name, it.name, it.category) : null;
    if (like) return [like];
    return it.contains && read.includes(it.skeleton) ? [containing(it)] : [];
  });
  const closest = closestFirst(found);
  return closest.filter((it, i) => closest.findIndex((other) => other.category === it.category) === i);
}

/** Compares two names; null: no one takes one for the other. `category`: of the second, where it is protected. */
export function explainLikeness(name: string, of: string, category: string | null): Likeness | null {
  const like = explainLookalike(name, of);
  return like && { code: 'LOOKALIKE', of, kind: like.kind, category, why: { fa: like.fa, en: like.en } };
}

/** Sorts likenesses by how close they are. */
export function closestFirst(likenesses: readonly Likeness[]): Likeness[] {
  return likenesses.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const containing = ({ name, category }: ProtectedName): Likeness => ({
  code: 'LOOKALIKE',
  of: name,
  kind: 'contains',
  category,
  why: { en: `it contains the protected name ${name}`, fa: `نام محافظت‌شدهٔ ${name} در آن آمده است` },
});
