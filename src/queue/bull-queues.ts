import Bull, { type Queue } from 'bull';
import type { Redis } from 'ioredis';
import { connectRedis } from './redis.ts';

/** What Bull carries: ids and nothing else. */
export interface OutboxTicket {
  outboxId: string;
}

/** The queues that all processes share. */
export interface BullQueues {
  /** One job for each piece of work of the outbox. */
  outbox: Queue<OutboxTicket>;
  /** A job says that messages may be due. */
  messages: Queue<{ rung: number }>;
  /** For what is asked of Redis directly. */
  redis: Redis;
  close(): Promise<void>;
}

const PREFIX = 'mohr';
/** As long as a claim of the outbox: a job that takes longer may run again, and then finds its row claimed. */
const LOCK_MS = 120_000;
const CLOSE_MS = 1500;

/** Opens the queues; they connect by themselves, again and again, so this never fails for a Redis that is away. */
export function openBullQueues(url: string, onError: (error: Error) => void): BullQueues {
  const clients: Redis[] = [];
  const connect = () => {
    const client = connectRedis(url, onError);
    clients.push(client);
    return client;
  };
  const shared = { client: connect(), subscriber: connect() };
  const queue = <T>(name: string): Queue<T> => {
    const made = new Bull<T>(name, {
      prefix: PREFIX,
      // Each queue blocks on a connection of its own; the other two are shared.
      createClient: (type) => (type === 'bclient' ? connect() : shared[type]),
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
      settings: { lockDuration: LOCK_MS },
    });
    made.on('error', onError);
    return made;
  };
  const outbox = queue<OutboxTicket>('outbox');
  const messages = queue<{ rung: number }>('messages');
  return {
    outbox,
    messages,
    redis: shared.client,
    close: async () => {
      const closed = Promise.all([outbox.close(true), messages.close(true)]).catch(() => undefined);
      await Promise.race([closed, new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref())]);
      for (const client of clients) client.disconnect();
    },
  };
}
