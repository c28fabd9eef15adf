/** Handles many items at once; answers in the same order. */
export type HandleAll<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

/**
 * Collects what arrives together and handles it together: at most `lanes` batches run at a time, and whatever arrives
 * while they run forms the next batch. Alone, an item waits for nothing; under load, statements and commits are shared.
 * While a batch runs, another one begins only with `company` items or more: small batches cost the most per item.
 */
export function microBatch<Item, Result>(
  handle: HandleAll<Item, Result>,
  { lanes, most, company = 1 }: { lanes: number; most: number; company?: number },
): (item: Item) => Promise<Result> {
  let waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  let running = 0;
  let scheduled = false;

  function pump(): void {
    scheduled = false;
    while (running < lanes && waiting.length >= (running > 0 ? company : 1)) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      running++;
      void run(batch);
    }
  }

  async function run(batch: typeof waiting): Promise<void> {
    try {
      const results = await handle(batch.map(({ item }) => item));
      for (const [i, { resolve }] of batch.entries()) resolve(results[i] as Result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    running--;
    pump();
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (scheduled) return;
      scheduled = true;
      // After the events of this turn of the loop: requests that came in one read of the sockets go together.
      setImmediate(pump);
    });
}
