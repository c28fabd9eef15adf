import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, type Fault, fault, invalidInput } from '#src/kernel/index.ts';
import { appendEntries } from './append-entries.ts';
import { currentState } from './current-state.ts';
import { type Evidence, hasEvidence } from './evidence.ts';
import type { NewEntry } from './insert-entry.ts';
import { requireMobile } from './recipient.ts';
import { type ConsentSource, type ConsentState, EARLIEST_CONSENT } from './scope.ts';
import { assertOrganization } from './scope-owner.ts';

/** What a caller says of one person's consent. */
export interface ConsentInput {
  msisdn: string;
  organizationId: string;
  action: 'opt_in' | 'opt_out';
  purpose: string;
  channel: string;
  senderId?: string | undefined;
  source: ConsentSource;
  touchpoint?: string | undefined;
  evidence?: Evidence | undefined;
  effectiveAt?: Date | undefined;
  expiresAt?: Date | undefined;
}

/** Where the entry stands, and what holds in its scope now (an opt-out of a wider scope included). */
export interface RecordedConsent {
  seq: number;
  id: string;
  state: ConsentState;
}

/** Clocks of callers run a little ahead; what lies further in the future is refused. */
const AHEAD_MS = 5 * 60_000;

/**
 * Records an opt-in or opt-out.
 * @throws EVIDENCE_REQUIRED for a promotional opt-in without evidence, INVALID_INPUT, NOT_FOUND (organization, sender)
 */
export async function recordConsent(tx: Tx, actor: Actor, input: ConsentInput, at: Date): Promise<RecordedConsent> {
  const written = toEntry(actor, input, at);
  const { msisdn, organizationId, senderId, action, purpose, channel, source } = written;
  await assertOrganization(tx, actor, organizationId, senderId);
  const [entry] = await appendEntries(tx, [written], at);
  if (!entry) throw new Error('nothing was appended');
  recordAudit(tx, actor, {
    at,
    action: 'consent.record',
    object: { kind: 'consent', id: entry.id },
    organizationId,
    detail: { seq: entry.seq, action, purpose, channel, senderId, source },
  });
  const state = await currentState(tx, { msisdn, organizationId, channel, purpose, senderId }, at);
  return { seq: entry.seq, id: entry.id, state };
}

/** The entry that says what a caller says. @throws EVIDENCE_REQUIRED, INVALID_INPUT */
export function toEntry(actor: Actor, input: ConsentInput, at: Date): NewEntry {
  const msisdn = checked(input, at);
  const { organizationId, senderId = null, channel, purpose, action, source, touchpoint = null } = input;
  return {
    ...{ msisdn, organizationId, senderId, channel, purpose, action, source, touchpoint },
    evidence: hasEvidence(input.evidence) ? input.evidence : null,
    effectiveAt: notAfter(input.effectiveAt ?? at, at),
    expiresAt: action === 'opt_in' ? (input.expiresAt ?? null) : null,
    recordedBy: actor.id,
  };
}

/** All that is wrong at once, or the number in E.164. */
function checked(input: ConsentInput, at: Date): string {
  const faults: Fault[] = [];
  const msisdn = requireMobile(input.msisdn, 'msisdn', faults);
  const { effectiveAt = at, expiresAt } = input;
  if (effectiveAt.getTime() > at.getTime() + AHEAD_MS)
    faults.push(fault('effectiveAt', 'future', 'this is in the future', 'این زمان هنوز نرسیده است'));
  if (effectiveAt.getTime() < EARLIEST_CONSENT)
    faults.push(fault('effectiveAt', 'past', 'this is too long ago', 'این زمان خیلی دور است'));
  if (expiresAt && expiresAt <= effectiveAt)
    faults.push(fault('expiresAt', 'order', 'this is not after effectiveAt', 'این زمان پس از effectiveAt نیست'));
  if (expiresAt && input.action === 'opt_out')
    faults.push(fault('expiresAt', 'opt_out', 'an opt-out does not expire', 'لغو رضایت منقضی نمی‌شود'));
  if (faults.length > 0) throw invalidInput(faults);
  if (input.action === 'opt_in' && input.purpose === 'promotional' && !hasEvidence(input.evidence))
    throw new AppError('EVIDENCE_REQUIRED', {
      faults: [fault('evidence', 'required', 'evidence is required', 'مدرک لازم است')],
    });
  return msisdn;
}

/** An instant that is a little ahead counts as now: nothing in the ledger takes effect later by itself. */
const notAfter = (instant: Date, limit: Date): Date => (instant > limit ? limit : instant);
