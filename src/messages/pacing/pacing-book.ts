import type { Database } from '#src/db/index.ts';
import { type Clock, newId, toDate } from '#src/kernel/index.ts';
import type { Category } from '#src/policy/index.ts';
import type { RulesOfPack } from './pacing.rules.ts';
import { loadStreams, NO_TEMPLATE, noteUse, type Stream, type Use } from './streams.ts';

/** What pacing must know of a message that may go. */
export interface PacedMessage {
  senderId: string | null;
  organizationId: string | null;
  templateId: string | null;
  category: Category;
  pack: string | null;
}

/** Says whether bulk traffic may go on: on every node, from memory. */
export interface Pacing {
  /** Null: the message may go now, and counts. Else not before this instant; then it is to be checked again. */
  waitUntil(message: PacedMessage, at: Date): Date | null;
  stop(): Promise<void>;
}

const FLUSH_MS = 100;
/** Until then a stream whose time is over has been judged. */
const SOON_MS = 5000;

/** That an open stream is in use is told this often. */
const TELL_MS = 20_000;

type Known = Pick<Stream, 'id' | 'phase' | 'batch' | 'used'> & {
  startedAt: number;
  gatherUntil: number;
  toldAt: number;
};

/**
 * Opens the book of streams: the bulk traffic of one sender by one template, or by none. Places in a first batch are
 * counted in memory and told to the others every tenth of a second, so that nothing waits for them: several nodes
 * together may let through a few more than the batch.
 */
export async function openPacing(
  { pool, listener }: Pick<Database, 'pool' | 'listener'>,
  clock: Clock,
  rulesOf: RulesOfPack,
): Promise<Pacing> {
  const streams = new Map<string, Known>();
  const uses = new Map<string, Use>();
  let loading: Promise<void> = Promise.resolve();
  let flushing: Promise<void> | null = null;

  const load = async (id: string | null) => {
    for (const row of await loadStreams(pool, id)) {
      const key = keyOf(row.sender_id, row.template_id);
      const [startedAt, gatherUntil] = [row.started_at.getTime(), row.gather_until.getTime()];
      const had = streams.get(key);
      // What was counted here may not have been written yet.
      const used = had?.startedAt === startedAt ? Math.max(had.used, row.used) : row.used;
      const { id: known, phase, batch } = row;
      streams.set(key, { id: known, phase, batch, used, startedAt, gatherUntil, toldAt: had?.toldAt ?? 0 });
    }
  };
  await listener.on('changed_pacing_stream', (id) => {
    loading = loading.then(() => load(id || null)).catch(() => undefined);
  });
  await load(null);

  const flush = (): Promise<void> => {
    if (uses.size === 0) return flushing ?? Promise.resolve();
    const batch = [...uses.values()];
    uses.clear();
    flushing = noteUse(pool, batch, toDate(clock.now())).then(
      () => undefined,
      () => {
        // The database is away: what was counted is told later.
        for (const use of batch) count(use);
      },
    );
    return flushing;
  };
  const timer = setInterval(() => void flush(), FLUSH_MS);

  function count(use: Use): void {
    const key = keyOf(use.sender_id, use.template_id);
    const had = uses.get(key);
    if (had) had.used += use.used;
    else uses.set(key, { ...use });
  }

  return {
    waitUntil: ({ senderId, organizationId, templateId, category, pack }, at) => {
      const rules = rulesOf(pack);
      if (!rules?.categories.includes(category) || !senderId || !organizationId || !pack) return null;
      const now = at.getTime();
      const key = keyOf(senderId, templateId);
      const stream = streams.get(key) ?? {
        id: newId(),
        phase: rules.firstBatch === null ? ('open' as const) : ('gathering' as const),
        batch: rules.firstBatch ?? 0,
        used: 0,
        startedAt: now,
        gatherUntil: now + rules.gatherMs,
        toldAt: 0,
      };
      streams.set(key, stream);
      const isOpen = stream.phase === 'open';
      if (!isOpen && (stream.phase !== 'gathering' || stream.used >= stream.batch))
        return new Date(Math.max(stream.gatherUntil, now + SOON_MS));
      if (isOpen && now - stream.toldAt < TELL_MS) return null;
      stream.toldAt = now;
      stream.used++;
      const { id, phase, batch, startedAt, gatherUntil } = stream;
      count({
        id,
        sender_id: senderId,
        template_id: templateId ?? NO_TEMPLATE,
        organization_id: organizationId,
        pack,
        phase,
        batch,
        used: 1,
        started_at: new Date(startedAt),
        gather_until: new Date(gatherUntil),
      });
      return null;
    },
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

const keyOf = (senderId: string, templateId: string | null): string => `${senderId} ${templateId ?? NO_TEMPLATE}`;
