import type { Tx } from '#src/db/index.ts';
import { systemActor } from '#src/kernel/index.ts';
import type { Due } from './find-due.ts';
import { latestApplication, lockSender, openApplication } from './find-sender.ts';
import { addEvent, moveApplication, moveSender } from './move-sender.ts';
import type { Registry } from './registry.ts';
import type { Sender } from './sender.entity.ts';
import { suspendSender } from './suspend-sender.ts';

const DAY_MS = 86_400_000;

/**
 * Does one thing that is due, in a transaction of its own. The sender is locked and looked at again first, so that
 * any number of nodes may find the same thing and one does it. Answers whether it did something.
 */
export async function settleDue(tx: Tx, registry: Registry, due: Due, at: Date): Promise<boolean> {
  const sender = await lockSender(tx, systemActor, due.senderId);
  switch (due.kind) {
    case 'expire':
      return expire(tx, sender, at);
    case 'suspend_unproved':
      return suspendUnproved(tx, registry, sender, at);
    case 'suspend_dormant':
      return suspendDormant(tx, registry, sender, at);
    case 'lapse_draft':
      return lapseDraft(tx, registry, sender, at);
    case 'remind_expiry':
      return remind(tx, sender, 'sender.expiring', due, at);
    case 'remind_ownership':
      return remind(tx, sender, 'sender.ownership_expiring', due, at);
    case 'remind_document':
      return remind(tx, sender, 'sender.document_expiring', due, at);
  }
}

async function expire(tx: Tx, sender: Sender, at: Date): Promise<boolean> {
  const inForce = ['approved', 'active', 'suspended'].includes(sender.status);
  if (!inForce || !sender.expiresAt || sender.expiresAt > at) return false;
  const { number } = await latestApplication(tx, sender.id);
  await moveSender(tx, systemActor, sender, number, { move: 'expire', why: null, at });
  return true;
}

async function suspendUnproved(tx: Tx, { pack }: Registry, sender: Sender, at: Date): Promise<boolean> {
  const until = (sender.ownershipProvedAt?.getTime() ?? 0) + pack.periods.ownershipDays * DAY_MS;
  if (!isInForce(sender) || until > at.getTime()) return false;
  await suspendSender(tx, systemActor, sender.id, 'the ownership proof has lapsed', at, 'ownership');
  return true;
}

async function suspendDormant(tx: Tx, { pack }: Registry, sender: Sender, at: Date): Promise<boolean> {
  const since = new Date(at.getTime() - pack.periods.dormantDays * DAY_MS);
  const [row] = await tx.execute<{ idle: boolean }[]>(
    `select last_used_on < (?::timestamptz at time zone 'UTC')::date as idle from sender_use where sender_id = ?`,
    [since, sender.id],
  );
  if (sender.status !== 'active' || !row?.idle) return false;
  await suspendSender(tx, systemActor, sender.id, `unused for ${pack.periods.dormantDays} days`, at, 'dormancy');
  return true;
}

/** A draft that nobody goes on with gives its address back. */
async function lapseDraft(tx: Tx, { pack }: Registry, sender: Sender, at: Date): Promise<boolean> {
  const idle = sender.updatedAt.getTime() < at.getTime() - pack.periods.draftDays * DAY_MS;
  const draft = sender.status === 'draft' && idle ? await openApplication(tx, sender.id) : null;
  if (!draft) return false;
  const why = `a draft for more than ${pack.periods.draftDays} days`;
  await moveApplication(tx, systemActor, sender, draft, { move: 'withdraw', why, at });
  return true;
}

/** The reminder's row is its key: whoever writes it tells, once, however often the outbox is emptied. */
async function remind(
  tx: Tx,
  sender: Sender,
  type: string,
  { kind, dueAt, days }: Extract<Due, { dueAt: Date }>,
  at: Date,
): Promise<boolean> {
  if (!isInForce(sender)) return false;
  const written = await tx.execute<{ days: number }[]>(
    `insert into sender_reminder (sender_id, what, due_at, days, told_at) values (?, ?, ?, ?, ?)
     on conflict do nothing returning days`,
    [sender.id, kind, dueAt, days, at],
  );
  if (written.length === 0) return false;
  await addEvent(tx, sender, type, `${sender.id}:${dueAt.toISOString()}:${days}`, at, {
    days,
    dueAt: dueAt.toISOString(),
  });
  return true;
}

const isInForce = ({ status }: Sender) => status === 'approved' || status === 'active';
