import type { ScopeState } from '#src/consent/index.ts';
import { lapsedBefore } from '#src/gate/index.ts';
import type { House } from '#src/house.ts';
import { parseMsisdn } from '#src/text/index.ts';

/**
 * Presents the states of a recipient's scopes as a check at `asOf` would use them: an opt-in to promotion that names no
 * expiry counts as expired once the pack of the recipient's country says that it has lapsed.
 */
export function statePresenter({ rulebook }: Pick<House, 'rulebook'>, msisdn: string, asOf: Date) {
  const parsed = parseMsisdn(msisdn);
  const pack = rulebook.choose((parsed.ok ? parsed.country : null) ?? '');
  const lapsed = lapsedBefore(pack, asOf.toTemporalInstant())?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  return ({ purpose, channel, senderId, state, since, seq, expiresAt }: ScopeState) => {
    const isLapsed = state === 'opted_in' && purpose === 'promotional' && expiresAt === null && since <= lapsed;
    return {
      ...{ purpose, channel, senderId, seq },
      state: isLapsed ? ('expired' as const) : state,
      since: new Date(since),
    };
  };
}
