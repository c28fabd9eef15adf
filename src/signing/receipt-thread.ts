import type { KeyObject } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { signUnsigned } from './receipt.ts';

// The thread of sign-receipts.ts: it is given the key once, and strings to sign in batches.
const key = workerData as KeyObject;

parentPort?.on('message', ({ batch, unsigned }: { batch: number; unsigned: readonly string[] }) => {
  parentPort?.postMessage({ batch, receipts: unsigned.map((one) => signUnsigned(key, one)) });
});
