import { recordAudit } from '#src/audit/index.ts';
import type { Tx } from '#src/db/index.ts';
import { type Actor, AppError, type Fault, fault, invalidInput, newId } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { appendEntries } from '../append-entries.ts';
import { currentStates } from '../current-state.ts';
import type { Evidence } from '../evidence.ts';
import { effectiveState, type ScopeState } from '../fold.rules.ts';
import { requireMobile } from '../recipient.ts';
import type { ConsentSource, Scope } from '../scope.ts';
import { assertOrganization } from '../scope-owner.ts';
import { CODE_MS } from './code.ts';
import { limitCodes } from './limit-codes.ts';
import { activeSenderOf } from './sender-for-code.ts';

/** What a value-added service costs; shown in the message before the person confirms. */
export interface Price {
  /** A whole number of the currency's unit. */
  amount: number;
  /** ISO 4217, or IRT for the toman. */
  currency: string;
  per: 'once' | 'message' | 'day' | 'week' | 'month';
}

/** A consent that a person is asked to confirm by a code. */
export interface ConfirmationInput {
  msisdn: string;
  organizationId: string;
  purpose: string;
  /** Sender that sends the code; by default an active one of the organization. */
  senderId?: string | undefined;
  source: ConsentSource;
  touchpoint?: string | undefined;
  evidence?: Evidence | undefined;
  price?: Price | undefined;
  /** How long after an opt-out nobody may ask again, where the pack of the person's country says so. */
  barredForMs?: number | null | undefined;
}

/** A confirmation that waits for its code. */
export interface OpenConfirmation {
  id: string;
  expiresAt: Date;
}

/** Someone who has opted out is asked again once in this time, however often someone types the number in. */
const ASK_AGAIN_MS = 24 * 60 * 60_000;

/**
 * Starts a double opt-in: records the request (the consent is then `pending`) and has a code sent by SMS.
 * @throws INVALID_INPUT (a VAS needs a price, and nothing else has one), NOT_FOUND, RATE_LIMITED
 */
export async function requestConfirmation(
  tx: Tx,
  actor: Actor,
  input: ConfirmationInput,
  at: Date,
): Promise<OpenConfirmation> {
  const { organizationId, purpose, source, price } = input;
  const faults: Fault[] = [];
  const msisdn = requireMobile(input.msisdn, 'msisdn', faults);
  if ((purpose === 'vas') !== (price !== undefined)) faults.push(priceFault(purpose));
  if (faults.length > 0) throw invalidInput(faults);
  await assertOrganization(tx, actor, organizationId, input.senderId);
  const senderId = input.senderId ?? (await activeSenderOf(tx, organizationId));
  if (!senderId)
    throw invalidInput([
      fault('senderId', 'none', 'the organization has no active sender', 'سازمان سرشمارهٔ فعالی ندارد'),
    ]);
  await limitCodes(tx, msisdn, at);
  await refuseInsisting(tx, { msisdn, organizationId, purpose }, input.barredForMs ?? null, at);
  const id = newId();
  const expiresAt = new Date(at.getTime() + CODE_MS);
  const evidence = { ...input.evidence, ...(price ? { price: priceText(price) } : {}) };
  await closeOpen(tx, { msisdn, organizationId, purpose }, at);
  await tx.execute(
    `insert into consent_confirmation (id, kind, msisdn, organization_id, sender_id, purpose, source, touchpoint, evidence,
       price, status, tries, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, 'open', 0, ?, ?)`,
    [
      ...[id, price ? 'vas' : 'opt_in', msisdn, organizationId, senderId, purpose, source, input.touchpoint ?? null],
      ...[JSON.stringify(evidence), price ? JSON.stringify(price) : null, at, expiresAt],
    ],
  );
  await addOutbox(
    tx,
    { kind: 'consent.confirmation', payload: { confirmationId: id }, key: `confirmation:${id}`, priority: 0 },
    at,
  );
  recordAudit(tx, actor, {
    at,
    action: 'consent.request_confirmation',
    object: { kind: 'consent_confirmation', id },
    organizationId,
    detail: { purpose, senderId, source },
  });
  const entry = { msisdn, organizationId, channel: 'sms', purpose, senderId: null, source };
  await appendEntries(
    tx,
    [
      {
        ...entry,
        action: 'request',
        touchpoint: input.touchpoint ?? null,
        evidence: null,
        effectiveAt: at,
        expiresAt: null,
        recordedBy: actor.id,
      },
    ],
    at,
  );
  return { id, expiresAt };
}

const priceFault = (purpose: string): Fault =>
  purpose === 'vas'
    ? fault('price', 'required', 'a value-added service states its price', 'سرویس ارزش‌افزوده باید قیمت داشته باشد')
    : fault('price', 'unexpected', 'only a value-added service has a price', 'تنها سرویس ارزش‌افزوده قیمت دارد');

/** The price as evidence has it, for example `20000 IRR/day`. */
const priceText = ({ amount, currency, per }: Price): string => `${amount} ${currency}/${per}`;

/** Who has refused is not to be talked round by codes. */
async function refuseInsisting(
  tx: Tx,
  scope: { msisdn: string; organizationId: string; purpose: string },
  barredForMs: number | null,
  at: Date,
): Promise<void> {
  const target = { ...scope, channel: 'sms', senderId: null };
  const states = await currentStates(tx, scope.msisdn, scope.organizationId, at);
  if (effectiveState(states, target) !== 'opted_out') return;
  const freeAt = barredForMs === null ? 0 : lastOptOut(states, target) + barredForMs;
  if (freeAt > at.getTime())
    throw new AppError('RATE_LIMITED', {
      detail: {
        en: 'This person has opted out and may not be asked again yet',
        fa: 'این شخص لغو کرده است و هنوز نمی‌توان دوباره از او پرسید',
      },
      extra: { retryAfterSeconds: Math.ceil((freeAt - at.getTime()) / 1000) },
    });
  const asked = await tx.execute<unknown[]>(
    `select from consent_confirmation where msisdn = ? and organization_id = ? and created_at > ? limit 1`,
    [scope.msisdn, scope.organizationId, new Date(at.getTime() - ASK_AGAIN_MS)],
  );
  if (asked.length > 0) throw new AppError('RATE_LIMITED', { extra: { retryAfterSeconds: ASK_AGAIN_MS / 1000 } });
}

/** When the last of the opt-outs that stand against a scope took effect, epoch milliseconds. */
function lastOptOut(states: readonly ScopeState[], target: Scope): number {
  const against = states.filter(
    (scope) => scope.state === 'opted_out' && effectiveState([scope], target) === 'opted_out',
  );
  return Math.max(...against.map(({ since }) => since));
}

async function closeOpen(
  tx: Tx,
  { msisdn, organizationId, purpose }: { msisdn: string; organizationId: string; purpose: string },
  at: Date,
): Promise<void> {
  await tx.execute(
    `update consent_confirmation set status = 'closed', decided_at = ?
     where msisdn = ? and organization_id = ? and purpose = ? and status = 'open'`,
    [at, msisdn, organizationId, purpose],
  );
}
