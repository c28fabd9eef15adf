import { createOrganization } from '#src/accounts/index.ts';
import { type ConsentInput, recordConsent } from '#src/consent/index.ts';
import type { Database } from '#src/db/index.ts';
import { systemActor } from '#src/kernel/index.ts';

let phones = 0;
/** A mobile number that no other test of this file uses. */
export const newMsisdn = (): string => `+98912${String(++phones).padStart(7, '0')}`;

/** Registers an organization of a test's own. */
export async function newOrganization(db: Database): Promise<string> {
  const organization = await db.transact((tx) =>
    createOrganization(
      tx,
      systemActor,
      {
        legalName: 'فروشگاه نمونه',
        kind: 'legal',
        nationalId: '10380284790',
        contact: { name: 'مدیر', email: 'shop@example.com', mobile: '09121110000' },
        locale: 'fa',
      },
      new Date(),
    ),
  );
  return organization.id;
}

/** Records one consent with defaults: a promotional opt-in by web form. */
export const record = (
  db: Database,
  input: Pick<ConsentInput, 'msisdn' | 'organizationId'> & Partial<ConsentInput>,
  at = new Date(),
) =>
  db.transact((tx) =>
    recordConsent(
      tx,
      systemActor,
      { action: 'opt_in', purpose: 'promotional', channel: 'sms', source: 'web_form', ...input },
      at,
    ),
  );
