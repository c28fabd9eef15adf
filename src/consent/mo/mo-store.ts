import type { Reader, Tx } from '#src/db/index.ts';
import type { MoEffect, MoSender } from './mo-rules.ts';

/** A message as it is told from others. */
export interface MoIdentity {
  msisdn: string;
  to: string;
  text: string;
  receivedAt: Date;
  externalId?: string | undefined;
}

/** A message that was received before. */
export interface EarlierMo {
  id: string;
  effect: MoEffect;
}

/** An SMSC that got no answer delivers again within minutes. */
const REPEAT_MS = 10 * 60_000;

/** Lets messages of one subscriber to one line be received one after the other. */
export async function lockConversation(tx: Tx, { msisdn, to }: MoIdentity): Promise<void> {
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 2))', [`${msisdn} ${to}`]);
}

/**
 * Finds the message that this one repeats: the same id of the SMSC; or the same text, to the same line, as the last
 * message before it, at nearly the same time, while that one's entry still decides its scope (`11` after a new opt-in
 * is no repetition).
 */
export async function findRepeated(tx: Tx, message: MoIdentity): Promise<EarlierMo | null> {
  if (message.externalId !== undefined) {
    const [same] = await tx.execute<EarlierMo[]>('select id, effect from mo_message where external_id = ?', [
      message.externalId,
    ]);
    return same ?? null;
  }
  const [last] = await tx.execute<(EarlierMo & { text: string; received_at: string; overtaken: boolean })[]>(
    `select m.id, m.effect, m.text, m.received_at, exists (
       select from consent_state c where c.msisdn = m.msisdn and c.organization_id = m.organization_id
         and c.purpose = 'all' and c.seq > m.entry_seq) as overtaken
     from mo_message m where m.msisdn = ? and m.to_address = ? order by m.recorded_at desc, m.id desc limit 1`,
    [message.msisdn, message.to],
  );
  if (!last || last.overtaken || last.text !== message.text) return null;
  const apart = Math.abs(new Date(last.received_at).getTime() - message.receivedAt.getTime());
  return apart <= REPEAT_MS ? { id: last.id, effect: last.effect } : null;
}

/** Stores a message with what it did. */
export async function storeMo(
  tx: Tx,
  message: MoIdentity & {
    id: string;
    sender: MoSender | null;
    effect: MoEffect;
    entrySeq: number | null;
    acknowledge: boolean;
  },
  at: Date,
): Promise<void> {
  await tx.execute(
    `insert into mo_message (id, external_id, msisdn, to_address, organization_id, sender_id, text, received_at,
       recorded_at, effect, entry_seq, acknowledge) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      message.id,
      message.externalId ?? null,
      message.msisdn,
      message.to,
      message.sender?.organizationId ?? null,
      message.sender?.id ?? null,
      message.text.replaceAll('\0', ''),
      message.receivedAt,
      at,
      message.effect,
      message.entrySeq,
      message.acknowledge,
    ],
  );
}

/** What an acknowledgement must know of the message that it answers. */
export interface MoToAcknowledge {
  id: string;
  msisdn: string;
  organizationId: string;
  senderId: string;
  effect: MoEffect;
  /** The language to answer in, by the script of what was written. */
  language: 'fa' | 'en';
  receivedAt: Date;
}

/** Finds the message that an outbox row `consent.acknowledge` names; null if there is nothing to answer. */
export async function findMoToAcknowledge(em: Reader, moId: string): Promise<MoToAcknowledge | null> {
  const [row] = await em.execute<
    {
      id: string;
      msisdn: string;
      organization_id: string;
      sender_id: string;
      effect: MoEffect;
      text: string;
      received_at: string;
    }[]
  >(
    `select id, msisdn, organization_id, sender_id, effect, text, received_at from mo_message
     where id = ? and acknowledge and sender_id is not null`,
    [moId],
  );
  if (!row) return null;
  const latin = /[a-z]/i.test(row.text) || !row.msisdn.startsWith('+98');
  return {
    id: row.id,
    msisdn: row.msisdn,
    organizationId: row.organization_id,
    senderId: row.sender_id,
    effect: row.effect,
    language: latin ? 'en' : 'fa',
    receivedAt: new Date(row.received_at),
  };
}
