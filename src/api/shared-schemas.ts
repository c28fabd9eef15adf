import { z } from 'zod';
import { parseInstant } from '#src/kernel/index.ts';

/** The path parameter of one object. */
export const idParams = z.strictObject({ id: z.uuid() });

/** `?limit=` and `?cursor=` of every list. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

/** `?sort=`: one of the keys, with a leading `-` from the last to the first; pages of a sorted list follow by cursor, too. */
export const sortBy = <K extends string>(keys: readonly K[]) =>
  z.enum(keys.flatMap((key) => [key, `-${key}` as const])).optional();

/** Why something was done; shown to the one whom it concerns. */
export const reasonInput = z.strictObject({ reason: z.string().trim().min(1).max(2000) });

/** The answer of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** An RFC 3339 time with an offset, of a year that has four digits in UTC, too. */
export const instant = z.iso
  .datetime({ offset: true, abort: true })
  .refine((written) => !Number.isNaN(parseInstant(written)));
