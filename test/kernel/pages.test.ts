import test from 'ava';
import fc from 'fast-check';
import { AppError, decodeCursor, encodeCursor, isUuid, newId, pageOf } from '#src/kernel/index.ts';

test('a cursor survives the way out and back', (t) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 3 }), (key) => {
      t.deepEqual(decodeCursor(encodeCursor(key), key.length), key);
    }),
  );
});

test('a cursor that is not ours is an error of the caller', (t) => {
  fc.assert(
    fc.property(fc.string(), (garbage) => {
      t.is(t.throws(() => decodeCursor(garbage, 7), { instanceOf: AppError })?.code, 'INVALID_CURSOR');
    }),
  );
});

test('pages cover a list once, and only the last has no next', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 }), (length, limit) => {
      const all = Array.from({ length }, (_, i) => i);
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const from = cursor ? Number(decodeCursor(cursor, 1)[0]) + 1 : 0;
        const page = pageOf(
          all.slice(from, from + limit + 1),
          { limit, cursor },
          (row) => [row],
          (row) => row,
        );
        seen.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      t.deepEqual(seen, all);
    }),
  );
});

test('ids are UUIDs that grow with time', (t) => {
  const ids = Array.from({ length: 1000 }, newId);
  t.true(ids.every(isUuid));
  t.is(new Set(ids).size, 1000);
  t.true((ids[0] ?? '') < newId());
  for (const bad of ['', 'x', '00000000-0000-0000-0000-00000000000g', `${ids[0]}0`]) t.false(isUuid(bad));
});
