import type { Tx } from '#src/db/index.ts';
import { AppError, systemActor } from '#src/kernel/index.ts';
import { pauseSender, resumeSender } from '#src/senders/index.ts';
import { pauseTemplate } from '#src/templates/index.ts';
import { badSignal, nextPauseMs, type PacingRules, type Signals } from './pacing.rules.ts';
import { NO_TEMPLATE, type Stream } from './streams.ts';

/** What a look at a stream led to. */
export type Judgement = 'left' | 'opened' | 'paused' | 'disabled' | 'begun';

/**
 * Acts on what is known of a stream in use: bad signals pause its template, or its sender where it has none, one rung
 * further up the ladder each time; a first batch whose time is over without any lets the rest go.
 */
export async function judgeStream(
  tx: Tx,
  stream: Stream,
  signals: Signals,
  rules: PacingRules,
  at: Date,
): Promise<Judgement> {
  const why = badSignal(signals, rules);
  if (why) return pause(tx, stream, { signals, why, rules, at });
  const opens = stream.phase === 'gathering' && stream.gather_until <= at;
  await tx.execute(
    `update pacing_stream set phase = ?, signals = ?::jsonb, judged_at = ?, claimed_until = null where id = ?`,
    [opens ? 'open' : stream.phase, JSON.stringify(signals), at, stream.id],
  );
  return opens ? 'opened' : 'left';
}

interface Found {
  signals: Signals;
  why: string;
  rules: PacingRules;
  at: Date;
}

async function pause(tx: Tx, stream: Stream, { signals, why, rules, at }: Found): Promise<Judgement> {
  const forgotten = stream.paused_at !== null && stream.paused_at.getTime() <= at.getTime() - rules.forgetMs;
  const before = forgotten ? 0 : stream.pauses;
  const forMs = nextPauseMs(before, rules);
  if (stream.template_id === NO_TEMPLATE) await pauseSender(tx, systemActor, stream.sender_id, why, at);
  else await moved(pauseTemplate(tx, systemActor, stream.template_id, { move: 'pause', why, at }));
  const phase = forMs === null ? 'disabled' : 'paused';
  await tx.execute(
    `update pacing_stream set phase = ?, signals = ?::jsonb, judged_at = ?, pauses = ?, paused_at = ?, paused_until = ?,
       paused_why = ?, claimed_until = null where id = ?`,
    [
      phase,
      JSON.stringify(signals),
      at,
      before + 1,
      at,
      forMs === null ? null : new Date(at.getTime() + forMs),
      why,
      stream.id,
    ],
  );
  return phase;
}

/**
 * Lets a stream begin anew with a first batch, once its pause has run its time or a person has ended it. A pause for
 * another reason (complaints, a person) stays.
 */
export async function beginAgain(tx: Tx, stream: Stream, rules: PacingRules | null, at: Date): Promise<Judgement> {
  const why = 'the pause has run its time';
  if (stream.template_id === NO_TEMPLATE) {
    const [sender] = await tx.execute<{ paused_at: string | null }[]>(
      'select paused_at from sender where id = ? for update',
      [stream.sender_id],
    );
    const isThis = sender?.paused_at && new Date(sender.paused_at).getTime() === stream.paused_at?.getTime();
    if (isThis) await resumeSender(tx, systemActor, stream.sender_id, why, at);
  } else await moved(pauseTemplate(tx, systemActor, stream.template_id, { move: 'resume', why, at }));
  const paced = rules && rules.firstBatch !== null;
  await tx.execute(
    `update pacing_stream set phase = ?, batch = ?, used = 0, started_at = ?, gather_until = ?, judged_at = null,
       paused_until = null, claimed_until = null where id = ?`,
    [
      paced ? 'gathering' : 'open',
      rules?.firstBatch ?? 0,
      at,
      new Date(at.getTime() + (rules?.gatherMs ?? 0)),
      stream.id,
    ],
  );
  return 'begun';
}

/** A template that a person has moved meanwhile stays where they put it. */
async function moved(moving: Promise<unknown>): Promise<void> {
  await moving.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
  });
}
