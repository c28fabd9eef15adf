import type { Reader, Tx } from '#src/db/index.ts';
import { AppError, systemActor } from '#src/kernel/index.ts';
import { appendEntries } from '../append-entries.ts';
import { blockListsOf } from '../blocklist/list-blocklists.ts';
import { currentStates } from '../current-state.ts';
import { type ScopeState, withWiderOptOuts } from '../fold.rules.ts';
import type { RecordedConsent } from '../record-consent.ts';
import { ALL_PURPOSES } from '../scope.ts';
import type { WindowOwner } from './open-window.ts';

/** What one organization holds of a person. */
export interface HeldConsents {
  organizationId: string;
  organizationName: string;
  states: ScopeState[];
}

/** Lists which organizations hold consents or refusals of a person, and on which lists the number is. */
export async function heldConsents(
  em: Reader,
  { msisdn }: WindowOwner,
  at: Date,
): Promise<{ organizations: HeldConsents[]; blockLists: string[] }> {
  const held = await em.execute<{ id: string; legal_name: string }[]>(
    `select o.id, o.legal_name from organization o
     where o.id in (select organization_id from consent_state where msisdn = ?) order by o.legal_name, o.id`,
    [msisdn],
  );
  const organizations: HeldConsents[] = [];
  for (const { id, legal_name } of held) {
    const states = (await currentStates(em, msisdn, id, at)).filter(({ state }) => state !== 'none');
    const shown = states.map((state) => withWiderOptOuts(state, states));
    organizations.push({ organizationId: id, organizationName: legal_name, states: shown });
  }
  return { organizations, blockLists: await blockListsOf(em, msisdn) };
}

/** What a person revokes: everything of an organization, of one sender of it, or one purpose. */
export interface Revocation {
  organizationId: string;
  senderId?: string | undefined;
  purpose?: string | undefined;
}

/** Records a person's own opt-out, the proof of the number being its evidence. @throws NOT_FOUND for what the person has nothing with */
export async function revokeByOwner(
  tx: Tx,
  { msisdn, confirmationId }: WindowOwner,
  { organizationId, senderId, purpose }: Revocation,
  at: Date,
): Promise<RecordedConsent> {
  const known = await tx.execute<unknown[]>(
    `select from organization o where o.id = ? and (?::uuid is null or exists (
       select from sender s where s.id = ?::uuid and s.organization_id = o.id))`,
    [organizationId, senderId ?? null, senderId ?? null],
  );
  if (known.length === 0) throw new AppError('NOT_FOUND');
  const [entry] = await appendEntries(
    tx,
    [
      {
        msisdn,
        organizationId,
        senderId: senderId ?? null,
        channel: 'sms',
        purpose: purpose ?? ALL_PURPOSES,
        action: 'opt_out',
        source: 'web_form',
        touchpoint: 'recipient-window',
        evidence: { confirmationId },
        effectiveAt: at,
        expiresAt: null,
        recordedBy: systemActor.id,
      },
    ],
    at,
  );
  if (!entry) throw new Error('nothing was appended');
  return { seq: entry.seq, id: entry.id, state: entry.state };
}
