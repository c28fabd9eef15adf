import { z } from 'zod';
import { NO_TEMPLATE, type Stream, streamPhases, streamsOf } from '#src/messages/index.ts';
import { getSender } from '#src/senders/index.ts';
import { ok, type Route, readRoute } from '#src/web/index.ts';
import { idParams, instant } from '../shared-schemas.ts';

const streamOutput = z.object({
  /** Null: what is sent by no template. */
  templateId: z.uuid().nullable(),
  /** `gathering`: the first batch goes, the rest waits for its signals; `disabled`: paused until a person ends it. */
  phase: z.enum(streamPhases),
  firstBatch: z.object({ size: z.int(), sent: z.int(), startedAt: instant, until: instant }).nullable(),
  /** What was known when it was last looked at. */
  signals: z
    .object({ ended: z.int(), failed: z.int(), optOuts: z.int(), complaints: z.int(), at: instant.nullable() })
    .nullable(),
  /** Pauses that still count; the next one is longer. */
  pauses: z.int(),
  pausedAt: instant.nullable(),
  pausedUntil: instant.nullable(),
  pausedReason: z.string().nullable(),
  policy: z.string(),
});

/** How the bulk traffic of a sender stands: its first batches, signals and pauses. */
export const pacingRoutes: readonly Route[] = [
  readRoute({
    method: 'get',
    path: '/v1/senders/{id}/pacing',
    operation: 'getPacing',
    summary: 'How a sender’s bulk traffic stands, by template: first batches, signals, pauses',
    tag: 'Senders',
    access: ['business', 'gateway', 'reviewer', 'auditor'],
    params: idParams,
    answers: { 200: z.object({ items: z.array(streamOutput) }) },
    run: async ({ actor, params }, em) => {
      const { id } = await getSender(em, actor, params.id);
      return ok({ items: (await streamsOf(em, id)).map(present) });
    },
  }),
];

function present(stream: Stream) {
  const { phase, batch, used, signals, pauses } = stream;
  const isStopped = phase === 'paused' || phase === 'disabled';
  return {
    templateId: stream.template_id === NO_TEMPLATE ? null : stream.template_id,
    phase,
    firstBatch:
      phase === 'gathering'
        ? { size: batch, sent: Math.min(used, batch), startedAt: stream.started_at, until: stream.gather_until }
        : null,
    signals: signals && { ...signals, at: stream.judged_at },
    pauses,
    pausedAt: isStopped ? stream.paused_at : null,
    pausedUntil: stream.paused_until,
    pausedReason: isStopped ? stream.paused_why : null,
    policy: stream.pack,
  };
}
