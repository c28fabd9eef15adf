import type { Page } from '../../page.ts';
import { audit } from './audit.ts';
import { blocklistFile, blocklists } from './blocklists.ts';
import { apiKeys } from './keys.ts';
import { ledger } from './ledger.ts';
import { organization, organizations } from './organizations.ts';
import { pack, packShadow, packs, replay } from './packs.ts';
import { routes } from './routes.ts';
import { users } from './users.ts';
import { endpoint, endpoints, exports } from './webhooks.ts';

/** Pages of administrators and auditors. */
export const adminPages: readonly Page[] = [
  users,
  organizations,
  organization,
  apiKeys,
  routes,
  packs,
  pack,
  packShadow,
  replay,
  ledger,
  blocklists,
  blocklistFile,
  audit,
  endpoints,
  endpoint,
  exports,
];
