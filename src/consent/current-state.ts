import type { Reader } from '#src/db/index.ts';
import { effectiveState, type ScopeState } from './fold.rules.ts';
import { type ConsentState, NO_SENDER, type Scope } from './scope.ts';

/** A scope of one recipient towards one organization. */
export interface RecipientScope extends Scope {
  msisdn: string;
  organizationId: string;
}

/** A row of `consent_state`, or of what an erased person had refused. */
export interface StateRow {
  channel: string;
  purpose: string;
  sender_id: string;
  state: ConsentState;
  paused: boolean;
  since: string | Date;
  expires_at: string | Date | null;
  seq: string;
}

/** What holds in a scope at this moment, wider opt-outs included. */
export async function currentState(em: Reader, scope: RecipientScope, at: Date): Promise<ConsentState> {
  return effectiveState(await currentStates(em, scope.msisdn, scope.organizationId, at), scope);
}

/** The states of all scopes of a recipient towards an organization at this moment, each by its own entries. */
export async function currentStates(
  em: Reader,
  msisdn: string,
  organizationId: string,
  at: Date,
): Promise<ScopeState[]> {
  const rows = await em.execute<StateRow[]>(
    `select channel, purpose, sender_id, state, paused, since, expires_at, seq from consent_state
     where msisdn = ? and organization_id = ?
     union all
     select channel, purpose, sender_id, 'opted_out', false, since, null, seq from consent_suppression p
     where msisdn_hash = ledger_keyed_hash(?) and organization_id = ? and not exists (
       select from consent_state s where s.msisdn = ? and s.organization_id = p.organization_id
         and s.channel = p.channel and s.purpose = p.purpose and s.sender_id = p.sender_id)`,
    [msisdn, organizationId, msisdn, organizationId, msisdn],
  );
  return rows.map((row) => toScopeState(row, at));
}

/** The state of a scope at an instant: expiry is left to the reader. */
export function toScopeState(row: StateRow, at: Date): ScopeState {
  const expiresAt = row.expires_at === null ? null : new Date(row.expires_at).getTime();
  const expired = row.state === 'opted_in' && expiresAt !== null && expiresAt <= at.getTime();
  return {
    channel: row.channel,
    purpose: row.purpose,
    senderId: row.sender_id === NO_SENDER ? null : row.sender_id,
    state: expired ? 'expired' : row.state,
    since: new Date(row.since).getTime(),
    seq: Number(row.seq),
    expiresAt,
    paused: row.paused,
  };
}
