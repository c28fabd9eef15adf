import { z } from 'zod';
import { apiKeySorts, organizationFaults, organizationKinds, organizationSorts } from '#src/accounts/index.ts';
import { roles } from '#src/kernel/index.ts';
import { withFaults } from '#src/web/index.ts';
import { pageQuery, sortBy } from '../shared-schemas.ts';

export const apiKeyQuery = pageQuery.extend({ sort: sortBy(apiKeySorts) });
export const organizationQuery = pageQuery.extend({ sort: sortBy(organizationSorts) });

const contact = z.strictObject({
  name: z.string().min(1).max(200),
  email: z.email().max(254),
  mobile: z.string().min(1).max(40),
});

const line = (max: number) => z.string().trim().min(1).max(max).nullable();

/** What papers say of an organization beside its name. */
const particulars = z
  .strictObject({ registrationNumber: line(30), economicCode: line(30), address: line(500), phone: line(40) })
  .partial();

const fields = {
  legalName: z.string().trim().min(2).max(200),
  kind: z.enum(organizationKinds),
  nationalId: z.string().min(1).max(20),
  contact,
  locale: z.enum(['fa', 'en']),
  particulars: particulars.optional(),
};

export const organizationInput = withFaults(
  z.strictObject({ ...fields, locale: fields.locale.default('fa') }),
  organizationFaults,
  { foundLater: true },
);

/** A field that is left out stays as it is. */
export const organizationPatch = withFaults(z.strictObject(fields).partial(), organizationFaults, {
  foundLater: true,
});

export const organization = z.object({
  id: z.uuid(),
  legalName: z.string(),
  kind: z.enum(organizationKinds),
  nationalId: z.string(),
  contact,
  locale: z.enum(['fa', 'en']),
  particulars,
  status: z.enum(['active', 'suspended']),
  statusReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const apiKeyInput = z.strictObject({
  role: z.enum(roles),
  name: z.string().trim().min(1).max(100),
  organizationId: z.uuid().optional(),
});

export const apiKey = z.object({
  id: z.uuid(),
  role: z.enum(roles),
  name: z.string(),
  organizationId: z.uuid().nullable(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});

export const newApiKey = apiKey.extend({ key: z.string() });
