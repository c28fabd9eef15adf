import { Worker } from 'node:worker_threads';
import type { CertificateData } from './certificate.ts';
import type { DecisionLetterData } from './decision-letter.ts';
import type { EvidencePackData } from './evidence-data.ts';
import type { UndertakingData } from './undertaking.ts';

/** What can be printed: the kind of paper, and what it is filled in with. */
export type Paper =
  | { kind: 'undertaking'; data: UndertakingData }
  | { kind: 'certificate'; data: CertificateData }
  | { kind: 'decision-letter'; data: DecisionLetterData }
  | { kind: 'evidence-pack'; data: EvidencePackData };

/** Draws papers on a thread of its own: one takes 0.1 to 1 s, for which nothing else could be answered. */
export interface Press {
  /** The PDF's bytes. @throws PressBusy when too many wait, Error when it could not be drawn in time */
  print(paper: Paper): Promise<Uint8Array<ArrayBuffer>>;
  stop(): Promise<void>;
}

/** So many papers wait already that another would be late. */
export class PressBusy extends Error {
  override readonly name = 'PressBusy';
}

/** How the thread answers. */
export type Printed = { id: number; bytes: Uint8Array<ArrayBuffer> } | { id: number; error: string };

interface Waiting {
  resolve(bytes: Uint8Array<ArrayBuffer>): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

const MOST_WAITING = 64;
const TIMEOUT_MS = 60_000;

/** Makes a press; its thread starts with the first paper and keeps no process alive that has nothing to print. */
export function createPress({ mostWaiting = MOST_WAITING, timeoutMs = TIMEOUT_MS } = {}): Press {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let next = 0;

  function settle(id: number, how: (of: Waiting) => void): void {
    const of = waiting.get(id);
    if (!of) return;
    clearTimeout(of.timer);
    waiting.delete(id);
    if (waiting.size === 0) thread?.unref();
    how(of);
  }

  /** Ends a thread that hangs or has died; what it had in hand fails, the next paper starts another. */
  function abandon(ended: Worker, why: string): void {
    if (thread !== ended) return;
    thread = null;
    for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(new Error(why)));
    void ended.terminate();
  }

  function start(): Worker {
    const started = new Worker(new URL('./press-thread.ts', import.meta.url), { name: 'press' });
    started.on('message', (printed: Printed) =>
      settle(printed.id, ({ resolve, reject }) =>
        'bytes' in printed ? resolve(printed.bytes) : reject(new Error(printed.error)),
      ),
    );
    started.on('error', () => abandon(started, 'the press broke down'));
    started.on('exit', () => abandon(started, 'the press has stopped'));
    return started;
  }

  return {
    print(paper) {
      if (waiting.size >= mostWaiting) return Promise.reject(new PressBusy());
      thread ??= start();
      thread.ref();
      const on = thread;
      const id = next++;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => abandon(on, 'the press did not answer in time'), timeoutMs);
        waiting.set(id, { resolve, reject, timer });
        on.postMessage({ id, paper });
      });
    },
    async stop() {
      const ended = thread;
      if (ended) abandon(ended, 'the press has stopped');
      await ended?.terminate();
    },
  };
}
