import { defineEntity, p } from '@mikro-orm/postgresql';

export const userLinkKinds = ['first_admin', 'invitation', 'reset', 'demo'] as const;
export type UserLinkKind = (typeof userLinkKinds)[number];

/** A link that lets someone in: its secret is derived from its id (see `link-token.ts`) and stored nowhere. */
export const UserLinkSchema = defineEntity({
  name: 'UserLink',
  tableName: 'user_link',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(userLinkKinds),
    userId: p.uuid().nullable(),
    email: p.text().nullable(),
    role: p.text().nullable(),
    organizationId: p.uuid().nullable(),
    madeBy: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
  indexes: [{ name: 'user_link_of_organization', properties: ['organizationId', 'id'] }],
});

export class UserLink extends UserLinkSchema.class {}
UserLinkSchema.setClass(UserLink);
