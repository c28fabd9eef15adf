import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Subscriptions to `NOTIFY` channels over one connection of its own. */
export interface Listener {
  /** Calls `onNotify` for each notification, and once with '' after a lost connection: something may have been missed. */
  on(channel: string, onNotify: (payload: string) => void): Promise<void>;
  /** Resolves when every notification of what was committed before has been handled here. */
  sync(): Promise<void>;
  stop(): Promise<void>;
}

const RECONNECT_MS = 500;

/** Starts a listener; it connects with the first subscription. */
export function startListener(url: string): Listener {
  const handlers = new Map<string, Set<(payload: string) => void>>();
  let client: pg.Client | null = null;
  let connecting: Promise<void> | null = null;
  let stopped = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, application_name: 'mohr-listen', keepAlive: true });
    next.on('error', () => undefined); // 'end' follows and reconnects
    next.on('notification', ({ channel, payload }) => {
      for (const handler of handlers.get(channel) ?? []) handler(payload ?? '');
    });
    await next.connect();
    next.once('end', () => {
      client = null;
      if (!stopped) void reconnect();
    });
    client = next;
    for (const channel of handlers.keys()) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
  }

  async function reconnect(): Promise<void> {
    while (!stopped) {
      try {
        await connect();
        for (const set of handlers.values()) for (const handler of set) handler('');
        return;
      } catch {
        await sleep(RECONNECT_MS);
      }
    }
  }

  return {
    async on(channel, onNotify) {
      const known = handlers.get(channel);
      if (known) {
        known.add(onNotify);
        return;
      }
      handlers.set(channel, new Set([onNotify]));
      if (client) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      else {
        connecting ??= connect();
        await connecting;
        // The first connection may have subscribed before this channel was known.
        await (client as pg.Client | null)?.query(`listen ${pg.escapeIdentifier(channel)}`);
      }
    },
    // PostgreSQL hands a session its pending notifications before it answers the session's next statement.
    sync: shareNext(async () => {
      await client?.query('select 1').catch(() => undefined);
    }),
    async stop() {
      stopped = true;
      await client?.end().catch(() => undefined);
    },
  };
}

/** Runs `work` one at a time; callers that come while it runs share the run that starts after it. */
function shareNext(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    next = null;
    const run = work().finally(() => {
      if (running === run) running = null;
    });
    running = run;
    return run;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start);
    return next;
  };
}
