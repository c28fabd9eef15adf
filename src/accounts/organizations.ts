import { recordAudit } from '#src/audit/index.ts';
import { byAlphabet, type Reader, readPage, type Tx } from '#src/db/index.ts';
import {
  type Actor,
  AppError,
  type FindFaults,
  fault,
  found,
  invalidInput,
  newId,
  type Page,
  type PageRequest,
} from '#src/kernel/index.ts';
import { parseLegalNationalId, parseMsisdn, parseNationalId } from '#src/text/index.ts';
import { type Contact, Organization, type organizationKinds, type Particulars } from './organization.entity.ts';

/** What an organization says of itself. */
export interface OrganizationInput {
  legalName: string;
  kind: (typeof organizationKinds)[number];
  nationalId: string;
  contact: Contact;
  locale: 'fa' | 'en';
  particulars?: Particulars | undefined;
}

/** Registers an organization; Iranian national ids must pass their checksum. */
export async function createOrganization(
  tx: Tx,
  actor: Actor,
  input: OrganizationInput,
  at: Date,
): Promise<Organization> {
  const facts = checked(input);
  const organization = tx.create(Organization, {
    id: newId(),
    particulars: {},
    ...facts,
    status: 'active',
    statusReason: null,
    createdAt: at,
    updatedAt: at,
  });
  recordAudit(tx, actor, {
    at,
    action: 'organization.create',
    object: { kind: 'organization', id: organization.id },
    organizationId: organization.id,
  });
  await tx.flush();
  return organization;
}

/** Changes what an organization says of itself; fields that are left out stay as they are. */
export async function updateOrganization(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Partial<OrganizationInput>,
  at: Date,
): Promise<Organization> {
  const organization = await getOrganization(tx, actor, id);
  const { legalName, kind, nationalId, contact, locale, particulars } = organization;
  const next = checked({ legalName, kind, nationalId, contact, locale, ...input });
  const changed = Object.keys(input);
  Object.assign(organization, { ...next, particulars: { ...particulars, ...input.particulars }, updatedAt: at });
  recordAudit(tx, actor, {
    at,
    action: 'organization.update',
    object: { kind: 'organization', id },
    organizationId: id,
    detail: { changed },
  });
  await tx.flush();
  return organization;
}

/** Suspends or reinstates an organization; while suspended, nothing of it is sent. */
export async function setOrganizationStatus(
  tx: Tx,
  actor: Actor,
  id: string,
  to: 'active' | 'suspended',
  reason: string | null,
  at: Date,
): Promise<Organization> {
  const organization = await getOrganization(tx, actor, id);
  if (organization.status === to) throw new AppError('INVALID_TRANSITION', { extra: { current: to } });
  Object.assign(organization, { status: to, statusReason: reason, updatedAt: at });
  const action = to === 'suspended' ? 'organization.suspend' : 'organization.reinstate';
  recordAudit(tx, actor, { at, action, object: { kind: 'organization', id }, organizationId: id, detail: { reason } });
  await tx.flush();
  return organization;
}

/** Finds an organization that the actor may see. @throws NOT_FOUND */
export async function getOrganization(em: Reader, actor: Actor, id: string): Promise<Organization> {
  if (actor.organizationId && actor.organizationId !== id) throw new AppError('NOT_FOUND');
  return found(await em.findOne(Organization, { id }));
}

/** Lists organizations, newest first. */
export async function listOrganizations(em: Reader, actor: Actor, page: PageRequest): Promise<Page<Organization>> {
  return readPage(em, Organization, actor.organizationId ? { id: actor.organizationId } : {}, page, sorts);
}

/** Keys by which organizations are sorted. */
export const organizationSorts = ['legalName', 'kind', 'nationalId', 'status', 'createdAt'] as const;
const sorts: Record<(typeof organizationSorts)[number], string> = {
  legalName: byAlphabet('legal_name'),
  kind: 'kind',
  nationalId: 'national_id',
  status: 'status',
  createdAt: 'created_at',
};

/** Names of organizations, by id; of those that there are. */
export async function organizationNames(em: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await em.execute<{ id: string; name: string }[]>(
    'select o.id, o.legal_name as name from jsonb_array_elements_text(?::jsonb) i join organization o on o.id = i::uuid',
    [JSON.stringify([...new Set(ids)])],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Numbers of an organization that are none, as far as they were given as text. */
export const organizationFaults: FindFaults = ({ kind, nationalId, contact }) => {
  const known = kind === 'legal' || kind === 'natural';
  const mobile = (contact as Partial<Contact> | undefined)?.mobile;
  return [
    ...(known && typeof nationalId === 'string' && readNationalId(kind, nationalId) === null
      ? [fault('nationalId', 'checksum', 'this is not a valid national id', 'شناسهٔ ملی درست نیست')]
      : []),
    ...(typeof mobile === 'string' && readMobile(mobile) === null
      ? [fault('contact.mobile', 'mobile', 'this is not a mobile number', 'شمارهٔ همراه درست نیست')]
      : []),
  ];
};

/** The input with its numbers in canonical form. @throws INVALID_INPUT */
function checked(input: OrganizationInput): OrganizationInput {
  const faults = organizationFaults({ ...input });
  const nationalId = readNationalId(input.kind, input.nationalId);
  const mobile = readMobile(input.contact.mobile);
  if (nationalId === null || mobile === null) throw invalidInput(faults);
  return { ...input, nationalId, contact: { ...input.contact, mobile } };
}

const readNationalId = (kind: OrganizationInput['kind'], written: string) =>
  kind === 'legal' ? parseLegalNationalId(written) : parseNationalId(written);

function readMobile(written: string): string | null {
  const parsed = parseMsisdn(written);
  return parsed.ok && parsed.lineType === 'mobile' ? parsed.e164 : null;
}
