import { ApiKeySchema } from './api-key.entity.ts';
import { OrganizationSchema } from './organization.entity.ts';
import { ServiceSecretSchema } from './service-secret.entity.ts';
import { UserSchema } from './user.entity.ts';
import { UserLinkSchema } from './user-link.entity.ts';
import { UserSessionSchema } from './user-session.entity.ts';

export { ApiKey } from './api-key.entity.ts';
export {
  type ApiKeyInput,
  apiKeySorts,
  createApiKey,
  findActorByKey,
  hashKey,
  listApiKeys,
  revokeApiKey,
} from './api-keys.ts';
export { linkToken } from './link-token.ts';
export { type Contact, Organization, organizationKinds } from './organization.entity.ts';
export {
  createOrganization,
  getOrganization,
  listOrganizations,
  type OrganizationInput,
  organizationFaults,
  organizationNames,
  organizationSorts,
  setOrganizationStatus,
  updateOrganization,
} from './organizations.ts';
export { totpCode, totpUri } from './second-factor.ts';
export { loadServiceSecrets, type ServiceSecrets } from './service-secrets.ts';
export {
  completeSession,
  findSession,
  forgetEndedSessions,
  listSessions,
  openSession,
  revokeSession,
  revokeSessions,
  type SessionView,
  type Standing,
  touchSession,
  type Visitor,
} from './sessions.ts';
export {
  confirmSecondFactor,
  proposeSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from './set-second-factor.ts';
export { actorOf, giveSecondFactor, lockMs, type SignIn, signIn } from './sign-in.ts';
export { needsSecondFactor, User, type UserRole, userRoles } from './user.entity.ts';
export { UserLink, type UserLinkKind } from './user-link.entity.ts';
export {
  acceptInvitation,
  enterDemo,
  firstAdminLink,
  inviteUser,
  listDemoLinks,
  makeLink,
  readLink,
  requestPasswordReset,
  resetPassword,
} from './user-links.ts';
export { UserSession } from './user-session.entity.ts';
export {
  changePassword,
  createUser,
  getUser,
  listUsers,
  setUserDisabled,
  setUserRole,
  signUp,
  type UserInput,
  updateProfile,
  userSorts,
} from './users.ts';

export const accountsEntities = [
  OrganizationSchema,
  ApiKeySchema,
  ServiceSecretSchema,
  UserSchema,
  UserSessionSchema,
  UserLinkSchema,
];
