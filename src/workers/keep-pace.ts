import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';
import {
  beginAgain,
  claimStreams,
  type Judgement,
  judgeStream,
  pacingRules,
  readSignals,
  type Stream,
} from '#src/messages/index.ts';

type Parts = Pick<House, 'db' | 'clock' | 'log' | 'rulebook'>;

const TICK_MS = 2000;
/** How often a stream in use is judged. */
const JUDGE_MS = 60_000;
const CLAIM_MS = 60_000;

/** Looks at every stream of bulk traffic whose time has come; answers how many were looked at. */
export async function lookAtStreams(parts: Parts): Promise<number> {
  const at = toDate(parts.clock.now());
  const before = new Date(at.getTime() - JUDGE_MS);
  const streams = await claimStreams(parts.db.pool, at, before, new Date(at.getTime() + CLAIM_MS));
  for (const stream of streams) {
    const judgement = await look(parts, stream, at);
    if (judgement !== 'left') parts.log.info({ streamId: stream.id, senderId: stream.sender_id, judgement }, 'pacing');
  }
  return streams.length;
}

async function look({ db, rulebook }: Parts, stream: Stream, at: Date): Promise<Judgement> {
  const rules = pacingRules(rulebook)(stream.pack);
  const isStopped = stream.phase === 'paused' || stream.phase === 'disabled';
  // A pack that says nothing of pacing any more holds nothing up.
  if (isStopped || !rules) return db.transact((tx) => beginAgain(tx, stream, rules, at));
  const since = new Date(Math.max(stream.started_at.getTime(), at.getTime() - rules.withinMs));
  const signals = await readSignals(db.pool, stream, rules.categories, since);
  return db.transact((tx) => judgeStream(tx, stream, signals, rules, at));
}

/** Looks now and then every two seconds until it is stopped; what could not be looked at is, with a later one. */
export function startPaceKeeper(parts: Parts): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const start = () => {
    running ??= lookAtStreams(parts)
      .then(() => undefined)
      .catch((error: unknown) =>
        parts.log.error({ err: error instanceof Error ? error.name : typeof error }, 'judging streams failed'),
      )
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(start, TICK_MS);
  start();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
