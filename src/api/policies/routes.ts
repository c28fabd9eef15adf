import { z } from 'zod';
import type { House } from '#src/house.ts';
import { found } from '#src/kernel/index.ts';
import { type CompiledPack, EFFECTS, REASON_CODES } from '#src/policy/index.ts';
import type { Rulebook } from '#src/rulebook/index.ts';
import { type Language, ok, type Route, readRoute } from '#src/web/index.ts';
import { replayRoutes } from './replay-routes.ts';
import { packParams } from './replay-schemas.ts';
import { shadowRoute } from './shadow-route.ts';

const tag = 'Policies';
const bilingual = z.object({ fa: z.string(), en: z.string() });

const packSummary = z.object({
  pack: z.string(),
  title: z.string(),
  version: z.string(),
  digest: z.string(),
  countries: z.array(z.string()),
  channels: z.array(z.string()),
  /** Decides together with the pack of the recipient’s country, as far as that one’s rules are `alsoOn` its channel. */
  withCountry: z.boolean(),
  rules: z.int(),
  /** Test vectors that the pack passed when it was loaded. */
  vectors: z.int(),
});

const rule = z.object({
  id: z.string(),
  code: z.enum(REASON_CODES),
  effect: z.enum(EFFECTS),
  when: z.string(),
  message: bilingual,
  remedy: bilingual,
  basis: z.object({
    source: z.string(),
    confidence: z.string(),
    note: z.string().optional(),
    contradictedBy: z.array(z.string()).optional(),
  }),
  /** Channels beside the pack’s own on which the rule holds, too. */
  alsoOn: z.array(z.string()),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
});

const fault = z.object({ file: z.string(), path: z.string(), message: z.string() });

const reasonCode = z.object({
  code: z.enum(REASON_CODES),
  text: bilingual,
  remedy: bilingual,
  equivalents: z.array(z.object({ provider: z.string(), codes: z.array(z.string()), note: z.string().optional() })),
});

/** Routes that show the rules in force. */
export function policyRoutes({ rulebook, reasonCodes, db }: Pick<House, 'rulebook' | 'reasonCodes' | 'db'>): Route[] {
  const access = ['gateway', 'business', 'reviewer', 'auditor'] as const;
  return [
    ...replayRoutes({ rulebook }),
    shadowRoute({ rulebook, db }),
    readRoute({
      method: 'get',
      path: '/v1/policies',
      operation: 'listPolicies',
      summary: 'The packs in force, and files that were refused',
      tag,
      access,
      answers: { 200: z.object({ items: z.array(packSummary), nextCursor: z.null(), faults: z.array(fault) }) },
      run: async ({ language }) => {
        const faults = [...rulebook.faults()].flatMap(([file, of]) =>
          of.map(({ path, message }) => ({ file, path, message })),
        );
        return ok({
          items: [...rulebook.packs().values()].map((pack) => summary(rulebook, pack, language)),
          nextCursor: null,
          faults,
        });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/policies/{pack}',
      operation: 'getPolicy',
      summary: 'One pack with its rules and their sources',
      tag,
      access,
      params: packParams,
      answers: { 200: packSummary.extend({ rules: z.array(rule) }) },
      run: async ({ params, language }) => {
        const pack = found(rulebook.packs().get(params.pack));
        return ok({ ...summary(rulebook, pack, language), rules: pack.rules.map(presentRule) });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/reason-codes',
      operation: 'listReasonCodes',
      summary: 'Every reason code, in both languages, with its nearest equivalents elsewhere',
      tag,
      access: 'public',
      answers: { 200: z.object({ items: z.array(reasonCode), nextCursor: z.null() }) },
      run: async () => ok({ items: reasonCodes, nextCursor: null }),
    }),
  ];
}

function summary(rulebook: Rulebook, { name, version, digest, source, rules }: CompiledPack, language: Language) {
  const { countries, channels } = source.jurisdiction;
  const vectors = rulebook.vectors().get(name) ?? 0;
  const title = source.title[language];
  const { withCountry } = source;
  return { pack: name, title, version, digest, countries, channels, withCountry, rules: rules.length, vectors };
}

function presentRule({ source }: CompiledPack['rules'][number]) {
  const { id, code, effect, when, message, remedy, basis, alsoOn, effectiveFrom, effectiveTo } = source;
  return {
    id,
    code,
    effect,
    when,
    message,
    remedy,
    basis,
    alsoOn,
    effectiveFrom: effectiveFrom ?? null,
    effectiveTo: effectiveTo ?? null,
  };
}
