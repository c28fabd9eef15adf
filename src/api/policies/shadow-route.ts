import { z } from 'zod';
import type { Database } from '#src/db/index.ts';
import { recordedTraffic } from '#src/gate/index.ts';
import { found } from '#src/kernel/index.ts';
import { countShadow, type Rulebook, type ShadowCount } from '#src/rulebook/index.ts';
import { ok, type Route, readRoute } from '#src/web/index.ts';
import { packParams } from './replay-schemas.ts';

const DAY_MS = 86_400_000;
/** How long one answer may take to count; what it did not reach it says. */
const MOST_MS = 4_000;
const MOST_LISTED = 20;

const shadowView = z.object({
  pack: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  /** Whether all of it was counted; if not, only what was decided from `coveredSince` on. */
  complete: z.boolean(),
  coveredSince: z.iso.datetime(),
  decisions: z.int(),
  items: z.array(
    z.object({
      rule: z.string(),
      mode: z.enum(['shadow', 'warn']),
      /** What the rule would do in mode `enforce`; null: it only ever remarks, or is no longer in the pack. */
      would: z.enum(['deny', 'hold', 'defer']).nullable(),
      fired: z.int(),
      /** Messages that would have been decided more strictly. */
      stricter: z.int(),
      organizations: z.array(z.object({ organizationId: z.uuid().nullable(), fired: z.int() })),
      examples: z.array(z.uuid()),
    }),
  ),
});

/** What rules that only remark would have stopped. */
export const shadowRoute = ({ rulebook, db }: { rulebook: Rulebook; db: Database }): Route =>
  readRoute({
    method: 'get',
    path: '/v1/policies/{pack}/shadow',
    operation: 'getShadowResults',
    summary: 'What rules in modes shadow and warn would have stopped',
    tag: 'Policies',
    access: ['reviewer', 'auditor'],
    params: packParams,
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(3660).default(7) }),
    answers: { 200: shadowView },
    run: async ({ actor, params, query, at, signal }) => {
      const pack = found(rulebook.packs().get(params.pack));
      const since = new Date(at.getTime() - query.days * DAY_MS);
      const asked = { pack: pack.name, since, until: at, organizationId: actor.organizationId };
      const end = performance.now() + MOST_MS;
      const goOn = () => performance.now() < end && !signal.aborted;
      const { decisions, complete, coveredSince, rules } = await countShadow(
        recordedTraffic(db.pool),
        pack,
        asked,
        goOn,
      );
      return ok({
        pack: pack.name,
        since: since.toISOString(),
        until: at.toISOString(),
        complete,
        coveredSince: coveredSince.toISOString(),
        decisions,
        items: rules.map(presentCount),
      });
    },
  });

function presentCount({ organizations, ...count }: ShadowCount) {
  const ranked = Object.entries(organizations).sort(([, a], [, b]) => b - a);
  return {
    ...count,
    organizations: ranked.slice(0, MOST_LISTED).map(([name, fired]) => ({ organizationId: name || null, fired })),
  };
}
