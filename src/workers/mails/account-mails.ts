import { getOrganization, linkToken, type Organization, User, UserLink } from '#src/accounts/index.ts';
import type { Reader as DbReader } from '#src/db/index.ts';
import type { House } from '#src/house.ts';
import { systemActor, toDate } from '#src/kernel/index.ts';
import { listDeliveries, WebhookEndpoint } from '#src/messages/index.ts';
import { type AddressedMail, type Reader, writeMail } from './addressed-mail.ts';

type Payload = Readonly<Record<string, unknown>>;
type MailHouse = Pick<House, 'db' | 'clock' | 'config' | 'secrets'>;

const HOUR_MS = 3_600_000;

/** Writes the mail that invites someone (payload `{linkId}`); null once the link was used or has run out. */
export async function invitationMail(house: MailHouse, payload: Payload): Promise<AddressedMail | null> {
  const em = house.db.reader();
  const link = await usableLink(house, em, payload);
  if (!link?.email) return null;
  const organization = await organizationOf(em, link.organizationId);
  return writeMail(
    'invitation',
    { email: link.email, name: link.email, language: organization?.locale ?? 'fa' },
    {
      url: `${house.config.publicUrl}/enter/${linkToken(house.secrets.codeKey, link.id)}`,
      organization: organization?.legalName ?? 'Mohr',
      inviter: link.madeBy,
      role: link.role ?? '',
      validHours: Math.round((link.expiresAt.getTime() - link.createdAt.getTime()) / HOUR_MS),
    },
  );
}

/** Writes the mail by which someone chooses a new password (payload `{linkId}`); null once the link is of no use. */
export async function passwordResetMail(house: MailHouse, payload: Payload): Promise<AddressedMail | null> {
  const em = house.db.reader();
  const link = await usableLink(house, em, payload);
  const user = link?.userId ? await em.findOne(User, { id: link.userId, disabledAt: null }) : null;
  if (!link || !user) return null;
  return writeMail(
    'password_reset',
    { email: user.email, name: user.name, language: user.locale },
    {
      url: `${house.config.publicUrl}/reset/${linkToken(house.secrets.codeKey, link.id)}`,
      validMinutes: Math.round((link.expiresAt.getTime() - link.createdAt.getTime()) / 60_000),
    },
  );
}

/**
 * Writes the mail that a webhook endpoint was disabled (payload `{endpointId, userId?}`): to its organization’s contact, or
 * to the admin `userId` where it belongs to none; null where it is active again.
 */
export async function webhookDisabledMail({ db, config }: MailHouse, payload: Payload): Promise<AddressedMail | null> {
  const em = db.reader();
  const endpoint = await em.findOne(WebhookEndpoint, { id: String(payload.endpointId) });
  if (endpoint?.status !== 'disabled') return null;
  const reader = await readerOf(em, endpoint, payload);
  if (!reader) return null;
  const { items } = await listDeliveries(em, systemActor, endpoint.id, { limit: 200 });
  return writeMail('webhook_disabled', reader, {
    url: config.publicUrl,
    endpoint: endpoint.url,
    failures: items.reduce((sum, { delivered_at, tries }) => sum + (delivered_at === null ? tries : 0), 0),
    note: endpoint.disabledReason ?? '',
  });
}

async function readerOf(em: DbReader, endpoint: WebhookEndpoint, { userId }: Payload): Promise<Reader | null> {
  const organization = await organizationOf(em, endpoint.organizationId);
  if (organization) {
    const { contact, locale } = organization;
    return userId ? null : { email: contact.email, name: contact.name, language: locale };
  }
  const admin = userId ? await em.findOne(User, { id: String(userId), role: 'admin', disabledAt: null }) : null;
  return admin && { email: admin.email, name: admin.name, language: admin.locale };
}

async function usableLink({ clock }: MailHouse, em: DbReader, payload: Payload): Promise<UserLink | null> {
  const link = await em.findOne(UserLink, { id: String(payload.linkId) });
  return link && !link.usedAt && link.expiresAt > toDate(clock.now()) ? link : null;
}

function organizationOf(em: DbReader, id: string | null | undefined): Promise<Organization | null> {
  return id ? getOrganization(em, systemActor, id) : Promise.resolve(null);
}
