import { createUser, makeLink, type UserRole } from '#src/accounts/index.ts';
import type { Tx } from '#src/db/index.ts';
import { systemActor } from '#src/kernel/index.ts';

const people: readonly { role: UserRole; email: string; name: string }[] = [
  { role: 'business', email: 'shop@example.com', name: 'مدیر فروشگاه' },
  { role: 'reviewer', email: 'reviewer@example.com', name: 'کارشناس نمونه' },
  { role: 'admin', email: 'admin@example.com', name: 'مدیر نمونه' },
];

/** Adds the demo's people; without passwords, each comes in by a link of their own that stays good. */
export async function seedPeople(tx: Tx, shopId: string, at: Date): Promise<void> {
  for (const { role, email, name } of people) {
    const organizationId = role === 'business' ? shopId : null;
    const user = await createUser(
      tx,
      systemActor,
      { role, email, name, organizationId, locale: 'fa', password: null },
      at,
    );
    await makeLink(tx, systemActor, { kind: 'demo', userId: user.id }, at);
  }
}
