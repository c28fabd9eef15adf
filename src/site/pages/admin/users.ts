import {
  inviteUser,
  listUsers,
  setUserDisabled,
  setUserRole,
  type User,
  type UserRole,
  userRoles,
  userSorts,
} from '#src/accounts/index.ts';
import { fault, invalidInput, isUuid } from '#src/kernel/index.ts';
import { go, type Page, type Visit } from '../../page.ts';
import type { Column } from '../../table.ts';
import { organizationNames, showList } from '../review/list.ts';

const columns: readonly Column[] = [
  { key: 'name', of: (it) => it.name },
  { key: 'email', of: (it) => it.email },
  { key: 'role', of: (it) => it.role },
  { key: 'organizationId', of: (it) => it.organizationId },
  { key: 'secondFactor', of: (it) => it.secondFactor },
  { key: 'disabledAt', of: (it) => it.disabledAt },
  { key: 'createdAt', of: (it) => it.createdAt },
];

/** People, their roles, and inviting more of them. */
export const users: Page = {
  path: '/admin/users',
  access: ['auditor'],
  menu: 'users',
  get: (visit) =>
    showList(visit, {
      operation: (query) => readUsers(visit, query),
      filters: ['role'],
      sorts: userSorts,
      columns,
      template: 'admin/users',
      file: 'users',
      beside: async (rows) => ({
        roles: userRoles,
        names: await organizationNames(
          visit,
          rows.map(({ organizationId }) => organizationId),
        ),
      }),
    }),
  post: async ({ house, actor, form, at }) => {
    if (form.text('act') === 'invite') {
      const role = roleOf(form.text('role'));
      if (!role) throw invalidInput([fault('role', 'required', 'choose a role', 'نقش را برگزینید')]);
      const organizationId = form.maybe('organizationId') ?? null;
      if (organizationId && !isUuid(organizationId))
        throw invalidInput([fault('organizationId', 'uuid', 'this is not an id', 'این شناسه نیست')]);
      const input = { email: form.text('email'), role, organizationId };
      await house.db.transact((tx) => inviteUser(tx, actor, input, at));
      return go('/admin/users', 'invited');
    }
    if (form.text('act') === 'role') {
      const role = roleOf(form.text('role'));
      if (!role) throw invalidInput([fault('role', 'required', 'choose a role', 'نقش را برگزینید')]);
      await house.db.transact((tx) => setUserRole(tx, actor, uuidOf(form.text('id')), role, at));
      return go('/admin/users', 'role_changed');
    }
    const disabled = form.text('act') === 'disable';
    const id = uuidOf(form.text('id'));
    await house.db.transact((tx) => setUserDisabled(tx, actor, id, disabled, at));
    return go('/admin/users', disabled ? 'user_disabled' : 'user_enabled');
  },
};

function uuidOf(id: string): string {
  if (!isUuid(id)) throw invalidInput([fault('id', 'uuid', 'this is not an id', 'این شناسه نیست')]);
  return id;
}

const roleOf = (text: unknown): UserRole | undefined => userRoles.find((role) => role === text);

async function readUsers({ house, actor }: Visit, { role, cursor, limit, sort }: Readonly<Record<string, unknown>>) {
  const given = (value: unknown) => (value === undefined ? undefined : String(value));
  const page = { limit: Number(limit ?? 50), cursor: given(cursor), sort: given(sort) };
  const { items, nextCursor } = await listUsers(house.db.reader(), actor, { role: roleOf(role) }, page);
  return { items: items.map(shown), nextCursor };
}

/** Never a hash or a secret. */
function shown({ id, name, email, role, organizationId, totpSince, lockedUntil, disabledAt, createdAt }: User) {
  return {
    id,
    name,
    email,
    role,
    organizationId: organizationId ?? null,
    secondFactor: Boolean(totpSince),
    lockedUntil: lockedUntil ?? null,
    disabledAt: disabledAt ?? null,
    createdAt,
  };
}
