import type { Reader } from '#src/db/index.ts';
import { parseSenderAddress } from '#src/text/index.ts';
import type { SenderApplication } from './application.entity.ts';
import { audienceOf } from './audience.ts';
import { contentOf, diffContent, type FieldChange } from './content.ts';
import { latestApplication } from './find-sender.ts';
import { latestProof } from './prove-ownership.ts';
import { usuallyAnsweredBy } from './provisioning.rules.ts';
import { operatorsOfSender } from './provisioning.ts';
import type { OwnershipProof, SenderAudience, SenderOperator } from './records.entity.ts';
import type { Registry } from './registry.ts';
import type { OperatorInfo } from './registry-schema.ts';
import type { Sender } from './sender.entity.ts';

/** A provisioning record beside what is usual for its operator. */
export interface OperatorState {
  record: SenderOperator;
  /** Null for an operator that the pack no longer lists. */
  info: OperatorInfo | null;
  ageDays: number;
  dueAt: Date | null;
  overdue: boolean;
}

/** Everything that a page about one sender shows. */
export interface SenderDetail {
  sender: Sender;
  display: string;
  province: { fa: string; en: string } | null;
  application: SenderApplication;
  /** What the newest version would change; empty for the first. */
  changes: FieldChange[];
  operators: OperatorState[];
  proof: OwnershipProof | null;
  ownershipValidUntil: Date | null;
  audience: SenderAudience | null;
}

const DAY_MS = 86_400_000;

/** Reads everything that a page about one sender shows. */
export async function describeSender(em: Reader, registry: Registry, sender: Sender, at: Date): Promise<SenderDetail> {
  const parsed = parseSenderAddress(sender.address, sender.kind);
  const application = await latestApplication(em, sender.id);
  const operators = await operatorsOfSender(em, sender.id);
  const { ownershipDays } = registry.pack.periods;
  return {
    sender,
    display: parsed.ok ? parsed.sender.display : sender.address,
    province: (parsed.ok && parsed.sender.province) || null,
    application,
    changes: application.number > 1 ? diffContent(contentOf(sender), application.content) : [],
    operators: operators.map((record) => besideUsual(registry, record, at)),
    proof: sender.kind === 'fixed_line' ? await latestProof(em, sender.id) : null,
    ownershipValidUntil: sender.ownershipProvedAt
      ? new Date(sender.ownershipProvedAt.getTime() + ownershipDays * DAY_MS)
      : null,
    audience: await audienceOf(em, sender),
  };
}

/** Puts a provisioning record beside what is usual; only a pending one can be overdue. */
export function besideUsual(registry: Registry, record: SenderOperator, at: Date): OperatorState {
  const info = registry.operators.get(record.operator) ?? null;
  const pending = record.status === 'pending';
  const dueAt = info && pending ? usuallyAnsweredBy(info, record.openedAt, registry.pack.timeZone) : null;
  const end = pending ? at : record.changedAt;
  const ageDays = Math.round(((end.getTime() - record.openedAt.getTime()) / DAY_MS) * 100) / 100;
  return { record, info, ageDays, dueAt, overdue: dueAt !== null && dueAt < at };
}
