import type { Tx } from '#src/db/index.ts';
import { newId } from '#src/kernel/index.ts';

/** A piece of work: `kind` names its handler, `payload` holds ids and no personal data. */
export interface OutboxInput {
  kind: string;
  payload: Record<string, unknown>;
  /** Same key, same work: written once however often it is added. */
  key?: string;
  /** 0 goes first; default 5. */
  priority?: number;
  notBefore?: Date;
}

/** Adds work to the outbox in the transaction that causes it; it runs after the commit, at least once. */
export async function addOutbox(tx: Tx, input: OutboxInput, at: Date): Promise<void> {
  await tx.execute(
    `insert into outbox (id, kind, payload, key, priority, not_before, tries, created_at)
     values (?, ?, ?::jsonb, ?, ?, ?, 0, ?) on conflict (key) do nothing`,
    [
      newId(),
      input.kind,
      JSON.stringify(input.payload),
      input.key ?? null,
      input.priority ?? 5,
      input.notBefore ?? at,
      at,
    ],
  );
}
