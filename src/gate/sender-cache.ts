import type { Listener } from '#src/db/index.ts';
import { senderKey } from '#src/text/index.ts';
import type { GateSender } from './gate-sender.ts';

/** Finds the registered sender behind an address in any form; null when there is none. */
export type FindSender = (address: string) => Promise<GateSender | null>;

/** Loads a sender by its canonical key. */
export type LoadSender = (key: string) => Promise<GateSender | null>;

const MOST = 100_000;

/**
 * Keeps senders in memory until any of them changes anywhere. `channels` are the notifications that end their truth:
 * a change is in force on every node as soon as its commit is known there.
 */
export async function createSenderCache(
  listener: Listener,
  channels: readonly string[],
  load: LoadSender,
): Promise<FindSender> {
  const cache = new Map<string, Promise<GateSender | null>>();
  for (const channel of channels) await listener.on(channel, () => cache.clear());
  return (address) => {
    const key = senderKey(address);
    const cached = cache.get(key);
    if (cached) return cached;
    const loading = load(key);
    if (cache.size >= MOST) cache.clear();
    cache.set(key, loading);
    // Unknown addresses are not kept: anyone may ask for any number of them.
    const forget = () => cache.get(key) === loading && cache.delete(key);
    loading.then((sender) => sender ?? forget(), forget);
    return loading;
  };
}
