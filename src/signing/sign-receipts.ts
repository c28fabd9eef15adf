import { Worker } from 'node:worker_threads';
import type { SigningKey } from './keys.ts';
import { createReceiptSigner } from './receipt.ts';

/** Signs many receipts; in the order of their claims. */
export type SignReceipts = (claims: readonly object[]) => Promise<string[]>;

/** A signature takes 40 µs, a thread's answer about as long: fewer are signed here. */
const WORTH_A_THREAD = 4;

interface Answer {
  batch: number;
  receipts: string[];
}

/**
 * Makes a signer for batches that leaves the event loop free: a thread of its own, started when the first batch is
 * worth it, signs while requests are read. It keeps the process alive
 * only while it owes a batch.
 */
export function createSignReceipts(key: SigningKey): SignReceipts {
  const signHere = createReceiptSigner(key);
  const waiting = new Map<number, { claims: readonly object[]; resolve: (receipts: string[]) => void }>();
  let thread: Worker | null = null;
  let batches = 0;

  function start(): Worker {
    const started = new Worker(new URL('./receipt-thread.ts', import.meta.url), { workerData: key.privateKey });
    started.on('message', ({ batch, receipts }: Answer) => {
      waiting.get(batch)?.resolve(receipts);
      waiting.delete(batch);
      if (waiting.size === 0) started.unref();
    });
    // Whatever ends it: what it still owed is signed here, and the next large batch starts another.
    started.on('error', () => undefined);
    started.once('exit', () => {
      thread = null;
      for (const { claims, resolve } of waiting.values()) resolve(claims.map(signHere));
      waiting.clear();
    });
    return started;
  }

  return (claims) => {
    if (claims.length < WORTH_A_THREAD) return Promise.resolve(claims.map(signHere));
    thread ??= start();
    thread.ref();
    const batch = ++batches;
    const { promise, resolve } = Promise.withResolvers<string[]>();
    waiting.set(batch, { claims, resolve });
    thread.postMessage({ batch, unsigned: claims.map(signHere.unsigned) });
    return promise;
  };
}
