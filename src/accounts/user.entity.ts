import { defineEntity, p } from '@mikro-orm/postgresql';

/** Roles that people have; `gateway` is for programs alone. */
export const userRoles = ['admin', 'reviewer', 'auditor', 'business'] as const;
export type UserRole = (typeof userRoles)[number];

/** A person who signs in. A business user belongs to one organization, the others to none. */
export const UserSchema = defineEntity({
  name: 'User',
  tableName: 'user_account',
  properties: {
    id: p.uuid().primary(),
    /** Lower case. */
    email: p.text().unique('user_account_email_unique'),
    name: p.text(),
    role: p.enum(userRoles),
    organizationId: p.uuid().nullable(),
    locale: p.enum(['fa', 'en'] as const),
    /** PHC string of argon2id; null until the invited person has chosen a password. */
    passwordHash: p.text().nullable(),
    /** Base32; in force once `totpSince` is set. */
    totpSecret: p.text().nullable(),
    totpSince: p.datetime().nullable(),
    /** The last time step whose code was taken: no code is taken twice. */
    totpStep: p.integer().nullable(),
    recoveryHashes: p.json<string[]>(),
    /** Wrong tries since the last right one. */
    failures: p.integer(),
    lockedUntil: p.datetime().nullable(),
    disabledAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [{ name: 'user_account_of_organization', properties: ['organizationId', 'id'] }],
});

export class User extends UserSchema.class {}
UserSchema.setClass(User);

/** Whether a role may do nothing before a second factor is set up. */
export function needsSecondFactor(role: UserRole): boolean {
  return role === 'admin' || role === 'reviewer';
}
