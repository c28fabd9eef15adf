import type { SessionView } from '#src/accounts/index.ts';
import type { Role } from '#src/kernel/index.ts';

/** An entry of the menu; its text is the catalogue's `menu.<key>`. */
export interface MenuEntry {
  key: string;
  path: string;
  icon: string;
}

const entry = (key: string, path: string, icon: string): MenuEntry => ({ key, path, icon });

const open = [
  entry('look_up', '/look-up', 'shield-check'),
  entry('recipient', '/my-number', 'device-mobile'),
  entry('register', '/sign-up', 'file-plus'),
];

const menus: Readonly<Partial<Record<Role, readonly MenuEntry[]>>> = {
  business: [
    entry('dashboard', '/dashboard', 'layout-dashboard'),
    entry('senders', '/senders', 'rubber-stamp'),
    entry('explain', '/explain', 'help-hexagon'),
    entry('templates', '/templates', 'template'),
    entry('messages', '/messages', 'messages'),
    entry('consents', '/consents', 'user-check'),
    entry('organization', '/organization', 'building'),
  ],
  reviewer: [
    entry('reviews', '/review', 'clipboard-check'),
    entry('held', '/review/held', 'eye'),
    entry('complaints', '/review/complaints', 'message-report'),
    entry('messages', '/messages', 'messages'),
    entry('look_up', '/look-up', 'shield-check'),
  ],
  auditor: [
    entry('packs', '/admin/packs', 'scale'),
    entry('ledger', '/admin/ledger', 'binary-tree'),
    entry('audit', '/admin/audit', 'history'),
    entry('messages', '/messages', 'messages'),
  ],
  admin: [
    entry('reviews', '/review', 'clipboard-check'),
    entry('users', '/admin/users', 'users'),
    entry('organizations', '/admin/organizations', 'building'),
    entry('routes', '/admin/routes', 'route'),
    entry('packs', '/admin/packs', 'scale'),
    entry('ledger', '/admin/ledger', 'binary-tree'),
    entry('audit', '/admin/audit', 'history'),
    entry('messages', '/messages', 'messages'),
  ],
};

/** The menu of whoever looks at a page. */
export function menuOf(session: SessionView | null): readonly MenuEntry[] {
  if (session?.standing !== 'in') return open;
  return menus[session.actor.role] ?? open;
}

/** Where someone who has signed in begins. */
export function homeOf(role: Role): string {
  return menus[role]?.[0]?.path ?? '/';
}
