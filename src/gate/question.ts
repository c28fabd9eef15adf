import { type CompiledPack, durationMs } from '#src/policy/index.ts';
import type { FactQuestion } from './fact-source.ts';
import type { Prepared } from './prepare.ts';

/** What must be asked of the database to decide a prepared request; `asOf` moves consents to the instant. */
export function questionOf(prepared: Prepared, at: Temporal.Instant, asOf: boolean): FactQuestion {
  const { recipient, sender, pack } = prepared;
  return {
    msisdn: recipient.msisdn,
    organizationId: sender?.organizationId ?? null,
    senderId: sender?.id ?? null,
    at,
    asOf,
    wantsRecent: isCapped(prepared),
    lapsedBefore: lapsedBefore(pack, at),
  };
}

/** Whether earlier messages may matter: caps of today's packs are about promotion, or about everything. */
export function isCapped({ pack, category }: Prepared): boolean {
  const matters = category === 'promotional' || pack.reads.has('recent.organizationAll');
  return matters && pack.rules.some(({ cap }) => cap !== undefined);
}

/** The answer for the last instant that was asked, by pack: recipients of a batch share theirs. */
const last = new WeakMap<CompiledPack, { at: Temporal.Instant; before: Temporal.Instant | null }>();

/** Opt-ins to promotion that name no expiry and are not younger than this have lapsed by a pack; null: they never do. */
export function lapsedBefore(pack: CompiledPack, at: Temporal.Instant): Temporal.Instant | null {
  const known = last.get(pack);
  if (known?.at === at) return known.before;
  const after = pack.source.consent?.promotionalExpiresAfter;
  const before = after ? at.subtract({ milliseconds: durationMs(after) }) : null;
  last.set(pack, { at, before });
  return before;
}
