import { ApiKeySchema } from './api-key.entity.ts';
import { OrganizationSchema } from './organization.entity.ts';
import { ServiceSecretSchema } from './service-secret.entity.ts';

export { ApiKey } from './api-key.entity.ts';
export { type ApiKeyInput, createApiKey, findActorByKey, hashKey, listApiKeys, revokeApiKey } from './api-keys.ts';
export { type Contact, Organization, organizationKinds } from './organization.entity.ts';
export {
  createOrganization,
  getOrganization,
  listOrganizations,
  type OrganizationInput,
  setOrganizationStatus,
  updateOrganization,
} from './organizations.ts';

export { loadServiceSecrets, type ServiceSecrets } from './service-secrets.ts';

export const accountsEntities = [OrganizationSchema, ApiKeySchema, ServiceSecretSchema];
