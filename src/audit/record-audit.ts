import type { Tx } from '#src/db/index.ts';
import { type Actor, newId } from '#src/kernel/index.ts';
import { AuditEvent } from './audit.entity.ts';

/** What happened to what; personal data does not belong in `detail`. */
export interface AuditInput {
  at: Date;
  action: string;
  object: { kind: string; id: string };
  organizationId: string | null;
  detail?: Record<string, unknown>;
}

/** Records a change of state in the transaction that makes it. */
export function recordAudit(tx: Tx, actor: Actor, input: AuditInput): void {
  tx.create(AuditEvent, {
    id: newId(),
    at: input.at,
    actorId: actor.id,
    actorName: actor.name,
    actorRole: actor.role,
    action: input.action,
    objectKind: input.object.kind,
    objectId: input.object.id,
    organizationId: input.organizationId,
    detail: input.detail ?? {},
  });
}
