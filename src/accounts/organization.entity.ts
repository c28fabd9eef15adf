import { defineEntity, p } from '@mikro-orm/postgresql';

export const organizationKinds = ['legal', 'natural'] as const;
export const organizationStatuses = ['active', 'suspended'] as const;

/** Who may be asked about an organization's messages. */
export interface Contact {
  name: string;
  email: string;
  mobile: string;
}

/** What papers say of an organization beside its name; what is left out is a line to fill in by hand. */
export interface Particulars {
  registrationNumber?: string | null | undefined;
  economicCode?: string | null | undefined;
  address?: string | null | undefined;
  /** Of the office; where there is none, papers name the contact's mobile number. */
  phone?: string | null | undefined;
}

/** A business or person that registers senders. */
export const OrganizationSchema = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    id: p.uuid().primary(),
    legalName: p.text(),
    kind: p.enum(organizationKinds),
    nationalId: p.text(),
    contact: p.json<Contact>(),
    particulars: p.json<Particulars>().default('{}'),
    locale: p.enum(['fa', 'en'] as const),
    status: p.enum(organizationStatuses),
    statusReason: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [{ name: 'organization_national_id', properties: ['nationalId'] }],
});

export class Organization extends OrganizationSchema.class {}
OrganizationSchema.setClass(Organization);
