import { defineEntity, p } from '@mikro-orm/postgresql';

/** A browser that someone signed in with; the cookie's token is kept as SHA-256 only. */
export const UserSessionSchema = defineEntity({
  name: 'UserSession',
  tableName: 'user_session',
  properties: {
    id: p.uuid().primary(),
    userId: p.uuid(),
    tokenHash: p.text().unique('user_session_token_unique'),
    /** When the second factor was given; null while it is due or none is set up. */
    secondFactorAt: p.datetime().nullable(),
    ip: p.text(),
    agent: p.text(),
    createdAt: p.datetime(),
    seenAt: p.datetime(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'user_session_of_user', properties: ['userId', 'id'] }],
});

export class UserSession extends UserSessionSchema.class {}
UserSessionSchema.setClass(UserSession);
