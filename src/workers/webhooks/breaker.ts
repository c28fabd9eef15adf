/** Keeps an endpoint that does not answer from using up what all share. */
export interface Breaker {
  /** Milliseconds until this host may be asked again; 0 where it may now. */
  waitMs(host: string, now: number): number;
  succeeded(host: string): void;
  failed(host: string, now: number): void;
}

const FAILURES = 5;
const PAUSE_MS = 10_000;

/** Makes a breaker: after five failures in a row a host is left alone for ten seconds, then asked once more. */
export function createBreaker(): Breaker {
  const hosts = new Map<string, { failures: number; until: number }>();
  return {
    waitMs: (host, now) => Math.max(0, (hosts.get(host)?.until ?? 0) - now),
    succeeded: (host) => {
      hosts.delete(host);
    },
    failed: (host, now) => {
      const failures = (hosts.get(host)?.failures ?? 0) + 1;
      hosts.set(host, { failures, until: failures >= FAILURES ? now + PAUSE_MS : 0 });
    },
  };
}
