import {
  type ApiKey,
  createApiKey,
  createOrganization,
  getOrganization,
  listApiKeys,
  listOrganizations,
  type Organization,
  revokeApiKey,
  setOrganizationStatus,
  updateOrganization,
} from '#src/accounts/index.ts';
import { created, ok, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { idParams, pageOf, reasonInput } from '../shared-schemas.ts';
import {
  apiKey,
  apiKeyInput,
  apiKeyQuery,
  newApiKey,
  organization,
  organizationInput,
  organizationPatch,
  organizationQuery,
} from './schemas.ts';

const tag = 'Organizations and keys';

/** Routes of organizations and API keys. */
export const accountRoutes: readonly Route[] = [
  writeRoute({
    method: 'post',
    path: '/v1/organizations',
    operation: 'createOrganization',
    summary: 'Register an organization',
    tag,
    access: ['reviewer'],
    body: organizationInput,
    answers: { 201: organization },
    run: async ({ actor, body, at }, tx) => created(presentOrganization(await createOrganization(tx, actor, body, at))),
  }),
  readRoute({
    method: 'get',
    path: '/v1/organizations',
    operation: 'listOrganizations',
    summary: 'List organizations',
    tag,
    access: ['reviewer', 'auditor', 'gateway', 'business'],
    query: organizationQuery,
    answers: { 200: pageOf(organization) },
    run: async ({ actor, query }, em) => {
      const page = await listOrganizations(em, actor, query);
      return ok({ ...page, items: page.items.map(presentOrganization) });
    },
  }),
  readRoute({
    method: 'get',
    path: '/v1/organizations/{id}',
    operation: 'getOrganization',
    summary: 'One organization',
    tag,
    access: ['reviewer', 'auditor', 'gateway', 'business'],
    params: idParams,
    answers: { 200: organization },
    run: async ({ actor, params }, em) => ok(presentOrganization(await getOrganization(em, actor, params.id))),
  }),
  writeRoute({
    method: 'patch',
    path: '/v1/organizations/{id}',
    operation: 'updateOrganization',
    summary: 'Change an organization',
    tag,
    access: ['reviewer', 'business'],
    params: idParams,
    body: organizationPatch,
    answers: { 200: organization },
    run: async ({ actor, params, body, at }, tx) =>
      ok(presentOrganization(await updateOrganization(tx, actor, params.id, given(body), at))),
  }),
  writeRoute({
    method: 'post',
    path: '/v1/organizations/{id}/suspend',
    operation: 'suspendOrganization',
    summary: 'Stop everything of an organization',
    tag,
    access: ['reviewer'],
    params: idParams,
    body: reasonInput,
    answers: { 200: organization },
    run: async ({ actor, params, body, at }, tx) =>
      ok(presentOrganization(await setOrganizationStatus(tx, actor, params.id, 'suspended', body.reason, at))),
  }),
  writeRoute({
    method: 'post',
    path: '/v1/organizations/{id}/reinstate',
    operation: 'reinstateOrganization',
    summary: 'Let a suspended organization go on',
    tag,
    access: ['reviewer'],
    params: idParams,
    body: reasonInput.partial(),
    answers: { 200: organization },
    run: async ({ actor, params, body, at }, tx) =>
      ok(presentOrganization(await setOrganizationStatus(tx, actor, params.id, 'active', body.reason ?? null, at))),
  }),
  writeRoute({
    method: 'post',
    path: '/v1/api-keys',
    operation: 'createApiKey',
    summary: 'Make an API key (shown once)',
    tag,
    access: [],
    body: apiKeyInput,
    answers: { 201: newApiKey },
    run: async ({ actor, body, at }, tx) => {
      const made = await createApiKey(tx, actor, body, at);
      return created({ ...presentApiKey(made.apiKey), key: made.key });
    },
  }),
  readRoute({
    method: 'get',
    path: '/v1/api-keys',
    operation: 'listApiKeys',
    summary: 'List API keys',
    tag,
    access: ['auditor', 'business'],
    query: apiKeyQuery,
    answers: { 200: pageOf(apiKey) },
    run: async ({ actor, query }, em) => {
      const page = await listApiKeys(em, actor, query);
      return ok({ ...page, items: page.items.map(presentApiKey) });
    },
  }),
  writeRoute({
    method: 'post',
    path: '/v1/api-keys/{id}/revoke',
    operation: 'revokeApiKey',
    summary: 'End an API key at once',
    tag,
    access: ['business'],
    params: idParams,
    answers: { 200: apiKey },
    run: async ({ actor, params, at }, tx) => ok(presentApiKey(await revokeApiKey(tx, actor, params.id, at))),
  }),
];

function presentOrganization({
  id,
  legalName,
  kind,
  nationalId,
  contact,
  locale,
  particulars,
  status,
  statusReason,
  createdAt,
  updatedAt,
}: Organization) {
  return {
    id,
    legalName,
    kind,
    nationalId,
    contact,
    locale,
    particulars,
    status,
    statusReason: statusReason ?? null,
    createdAt,
    updatedAt,
  };
}

function presentApiKey({ id, role, name, organizationId, createdAt, revokedAt }: ApiKey) {
  return { id, role, name, organizationId: organizationId ?? null, createdAt, revokedAt: revokedAt ?? null };
}

/** Without the keys that are absent, so that they stay as they are. */
function given<T extends object>(patch: T) {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
