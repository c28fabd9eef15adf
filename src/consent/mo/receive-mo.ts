import type { Tx } from '#src/db/index.ts';
import { invalidInput, newId } from '#src/kernel/index.ts';
import { addOutbox } from '#src/queue/index.ts';
import { appendEntries } from '../append-entries.ts';
import { currentStates, type RecipientScope } from '../current-state.ts';
import { toMobile } from '../recipient.ts';
import { ALL_PURPOSES, type ConsentState, scopeKey } from '../scope.ts';
import { effectOf, type MoEffect, type MoRules, type MoSender, moFaults } from './mo-rules.ts';
import { type EarlierMo, findRepeated, lockConversation, storeMo } from './mo-store.ts';

/** A message from a subscriber, as the gateway or the SMSC gives it. */
export interface MoInput {
  from: string;
  to: string;
  text: string;
  receivedAt?: Date | undefined;
  /** The SMSC's own id of it, if it gives one. */
  externalId?: string | undefined;
}

/** What a message did. */
export interface MoAnswer {
  id: string;
  effect: MoEffect;
}

/** What the door knows: whose line was written to (null: nobody's), and what the pack of the subscriber's country says. */
export interface MoContext {
  sender: MoSender | null;
  /** The text without the keyword of a shared short code; the whole text where it is left out. */
  says?: string;
  rules: MoRules;
}

/** A second request for help within this time is not answered. */
const HELP_AGAIN_MS = 60 * 60_000;

/**
 * Takes a message from a subscriber: its effect is in the ledger with the commit, the message being its own evidence.
 * A message that the SMSC delivers again acts once. @throws INVALID_INPUT when `from` is no mobile number, or when a
 * clock gone wrong says that it was received before there were any: what it revokes would come after it
 */
export async function receiveMo(
  tx: Tx,
  input: MoInput,
  { sender, says, rules }: MoContext,
  at: Date,
): Promise<MoAnswer> {
  const faults = moFaults({ ...input });
  if (faults.length > 0) throw invalidInput(faults);
  const msisdn = toMobile(input.from, 'from');
  const receivedAt = input.receivedAt && input.receivedAt < at ? input.receivedAt : at;
  const message = { ...input, id: newId(), msisdn, receivedAt };
  await lockConversation(tx, message);
  const earlier = await findRepeated(tx, message);
  if (earlier) return { id: earlier.id, effect: earlier.effect };
  const effect = sender ? effectOf(says ?? input.text, rules, sender) : 'none';
  const outcome = sender ? await act(tx, { message, effect, sender, rules }, at) : NOTHING;
  await storeMo(tx, { ...message, sender, effect, ...outcome }, at);
  if (outcome.acknowledge)
    await addOutbox(
      tx,
      { kind: 'consent.acknowledge', payload: { moId: message.id }, key: `ack:${message.id}`, priority: 1 },
      at,
    );
  return { id: message.id, effect };
}

/** What a message led to: its entry in the ledger, and whether it is answered. */
interface Outcome {
  entrySeq: number | null;
  acknowledge: boolean;
}

const NOTHING: Outcome = { entrySeq: null, acknowledge: false };

interface Act {
  message: { id: string; msisdn: string; to: string; text: string; receivedAt: Date };
  effect: MoEffect;
  sender: MoSender;
  rules: MoRules;
}

async function act(tx: Tx, { message, effect, sender, rules }: Act, at: Date): Promise<Outcome> {
  if (effect === 'none') return NOTHING;
  if (effect === 'help') {
    const named = rules.acknowledgements.help !== undefined;
    return { entrySeq: null, acknowledge: named && !(await helpedLately(tx, message, at)) };
  }
  const unclear = effect === 'unclear';
  const senderId = unclear || rules.scope === 'organization' ? null : sender.id;
  const scope = { channel: 'sms', purpose: unclear ? 'promotional' : ALL_PURPOSES, senderId };
  const before = await ownState(tx, { ...scope, msisdn: message.msisdn, organizationId: sender.organizationId }, at);
  const [entry] = await appendEntries(
    tx,
    [
      {
        ...scope,
        msisdn: message.msisdn,
        organizationId: sender.organizationId,
        action: unclear ? 'pause' : effect,
        source: 'mo_sms',
        touchpoint: message.to,
        evidence: { text: message.text, moId: message.id },
        effectiveAt: message.receivedAt,
        expiresAt: null,
        recordedBy: null,
      },
    ],
    at,
  );
  if (!entry) throw new Error('nothing was appended');
  if (unclear) {
    await openReview(tx, message.id, sender, at);
    return { entrySeq: entry.seq, acknowledge: false };
  }
  const wanted = effect === 'opt_out' ? 'opted_out' : 'opted_in';
  // Only what changes something is answered: two machines that answer each other then fall silent.
  const changed = before !== wanted && entry.state === wanted;
  return { entrySeq: entry.seq, acknowledge: changed && rules.acknowledgements[effect] !== undefined };
}

/** The state of a scope by its own entries, what was refused before an erasure included. */
async function ownState(tx: Tx, { msisdn, organizationId, ...scope }: RecipientScope, at: Date): Promise<ConsentState> {
  const states = await currentStates(tx, msisdn, organizationId, at);
  return states.find((state) => scopeKey(state) === scopeKey(scope))?.state ?? 'none';
}

async function helpedLately(tx: Tx, message: { msisdn: string; to: string }, at: Date): Promise<boolean> {
  const rows = await tx.execute<EarlierMo[]>(
    `select id from mo_message where msisdn = ? and to_address = ? and effect = 'help' and acknowledge and recorded_at > ? limit 1`,
    [message.msisdn, message.to, new Date(at.getTime() - HELP_AGAIN_MS)],
  );
  return rows.length > 0;
}

async function openReview(tx: Tx, moId: string, sender: MoSender, at: Date): Promise<void> {
  await tx.execute(
    `insert into consent_review (id, mo_id, organization_id, sender_id, status, opened_at) values (?, ?, ?, ?, 'open', ?)`,
    [newId(), moId, sender.organizationId, sender.id, at],
  );
}
