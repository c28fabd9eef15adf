import type { PartState, SmscId } from '#src/messages/index.ts';
import type { SubmitOutcome } from '#src/smpp/index.ts';

/** What became of one submit_sm: the part that it carried, and its outcome. */
export interface PartOutcome {
  part: number;
  outcome: SubmitOutcome;
}

/** What the outcomes of its parts make of a message. */
export interface Summary {
  status: 'submitted' | 'rejected' | 'queued' | 'uncertain';
  states: Record<string, PartState>;
  smscIds: SmscId[];
  /** For the timeline: what the SMSC or the network said. */
  detail: Record<string, unknown> | null;
  /** For `queued`: how long to wait before the next try. */
  retryMs: number;
}

const SECOND = 1000;
const LONGEST_RETRY_MS = 30 * SECOND;

/**
 * Sums up the outcomes of a message's parts. A permanent refusal of one part ends the message; an unknown part makes it
 * uncertain; else what was not taken goes back to the queue and only the missing parts are sent again.
 */
export function summarise(outcomes: readonly PartOutcome[], tries: number): Summary {
  const states: Record<string, PartState> = {};
  const smscIds: SmscId[] = [];
  for (const { part, outcome } of outcomes) {
    if (outcome.outcome === 'accepted') {
      states[part] = 'submitted';
      smscIds.push({ part, smscId: outcome.messageId, smscKey: outcome.messageKey });
    } else if (outcome.outcome === 'unknown') states[part] = 'uncertain';
    else if (outcome.outcome === 'refused' && outcome.permanent) states[part] = 'rejected';
  }
  const known = { states, smscIds, retryMs: 0 };
  const refused = outcomes.find(({ outcome }) => outcome.outcome === 'refused' && outcome.permanent);
  if (refused) return { ...known, status: 'rejected', detail: detailOf(refused) };
  const lost = outcomes.find(({ outcome }) => outcome.outcome === 'unknown');
  if (lost) return { ...known, status: 'uncertain', detail: detailOf(lost) };
  const back = outcomes.find(({ outcome }) => outcome.outcome !== 'accepted');
  if (back) return { ...known, status: 'queued', detail: detailOf(back), retryMs: retryMs(back.outcome, tries) };
  return { ...known, status: 'submitted', detail: null };
}

function detailOf({ part, outcome }: PartOutcome): Record<string, unknown> {
  if (outcome.outcome === 'refused') return { part, code: outcome.name, commandStatus: outcome.status };
  return { part, why: outcome.outcome === 'accepted' ? outcome.outcome : outcome.why };
}

/** Throttling doubles the wait with each try; what never reached the socket is tried again soon. */
function retryMs(outcome: SubmitOutcome, tries: number): number {
  if (outcome.outcome === 'refused') return Math.min(LONGEST_RETRY_MS, SECOND * 2 ** Math.min(tries - 1, 5));
  return outcome.outcome === 'notSent' && outcome.why === 'notBound' ? SECOND : 100;
}
