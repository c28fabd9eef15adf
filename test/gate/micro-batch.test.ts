import test from 'ava';
import { microBatch } from '#src/gate/micro-batch.ts';

const turn = () => new Promise<void>((done) => setImmediate(done));

test('what arrives together is handled together, answers in order', async (t) => {
  const sizes: number[] = [];
  const double = microBatch(
    async (items: readonly number[]) => {
      sizes.push(items.length);
      return items.map((item) => item * 2);
    },
    { lanes: 1, most: 100 },
  );
  t.deepEqual(await Promise.all([1, 2, 3].map(double)), [2, 4, 6]);
  t.deepEqual(sizes, [3]);
});

test('what arrives while a batch runs forms the next one, never larger than the limit', async (t) => {
  const sizes: number[] = [];
  let release = () => {};
  const gate = new Promise<void>((done) => {
    release = done;
  });
  const handle = microBatch(
    async (items: readonly number[]) => {
      sizes.push(items.length);
      if (sizes.length === 1) await gate;
      return items;
    },
    { lanes: 1, most: 2 },
  );
  const first = handle(0);
  await turn();
  const rest = [1, 2, 3].map(handle);
  await turn();
  t.deepEqual(sizes, [1]);
  release();
  await Promise.all([first, ...rest]);
  t.deepEqual(sizes, [1, 2, 1]);
});

test('a batch that fails fails its own items only', async (t) => {
  const handle = microBatch(
    async (items: readonly string[]) => {
      if (items.includes('bad')) throw new Error('no');
      return items;
    },
    { lanes: 1, most: 1 },
  );
  const results = await Promise.allSettled(['good', 'bad', 'fine'].map(handle));
  t.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
});
