import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { createBatchWriter } from '#src/workers/batch-writer.ts';

test('what comes while a batch is written goes together in the next', async (t) => {
  const batches: (readonly number[])[] = [];
  const writer = createBatchWriter<number>(
    async (items) => {
      batches.push(items);
      await sleep(5);
    },
    { most: 3, onFailure: 'fail' },
  );
  await Promise.all([1, 2, 3, 4].map((item) => writer.add(item)));
  t.deepEqual(batches, [[1, 2, 3], [4]]);
});

test('who waits for what was added does not wait for what comes after', async (t) => {
  let written = 0;
  const more: Promise<void>[] = [];
  const writer = createBatchWriter<number>(
    async (items) => {
      written += items.length;
      // Under load something is always waiting.
      if (written < 50) more.push(writer.add(0));
      await sleep(1);
    },
    { most: 10, onFailure: 'fail', everyMs: 1 },
  );
  void writer.add(0);
  await writer.drain();
  t.true(written < 10, `${written} were written`);
  await writer.drain();
  await Promise.all(more);
});
