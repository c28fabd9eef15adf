import type { Reader } from '#src/db/index.ts';
import { createdAt } from '#src/messages/index.ts';
import type { Candidate } from './match.rules.ts';

/** A scheduled message may be days old when it arrives; people tell times by heart. */
const BEFORE_MS = 8 * 86_400_000;
const AFTER_MS = 86_400_000;
const MOST = 50;

interface MessageRow {
  id: string;
  decision_id: string | null;
  text: string;
  times: string[] | null;
}

/** What a sender may have sent to a number around an instant: its messages, else the decisions that allowed some. */
export async function candidatesFor(
  em: Reader,
  { senderId, msisdn, receivedAt }: { senderId: string; msisdn: string; receivedAt: Date },
): Promise<Candidate[]> {
  const from = new Date(receivedAt.getTime() - BEFORE_MS);
  const to = new Date(receivedAt.getTime() + AFTER_MS);
  const messages = await em.execute<MessageRow[]>(
    `select m.id, m.decision_id, m.text,
       (select jsonb_agg(e ->> 'at') from jsonb_array_elements(m.timeline) e) as times
     from message m
     where m.recipient = ? and m.id >= uuid_floor(?) and m.id < uuid_floor(?) and m.sender_id = ?::uuid
     order by m.id desc limit ${MOST}`,
    [msisdn, from, to, senderId],
  );
  if (messages.length > 0)
    return messages.map(({ id, decision_id: decisionId, text, times }) => ({
      messageId: id,
      decisionId,
      text,
      times: [createdAt(id).getTime(), ...(times ?? []).map((time) => new Date(time).getTime())],
    }));
  const decisions = await em.execute<{ id: string }[]>(
    `select d.id from decision d
     where d.msisdn = ? and d.id >= uuid_floor(?) and d.id < uuid_floor(?) and d.sender_id = ?::uuid
       and d.outcome in ('allow', 'defer')
     order by d.id desc limit ${MOST}`,
    [msisdn, from, to, senderId],
  );
  return decisions.map(({ id }) => ({ messageId: null, decisionId: id, text: null, times: [createdAt(id).getTime()] }));
}
