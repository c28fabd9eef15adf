import { CATEGORIES } from '#src/policy/index.ts';
import { templateSorts } from '#src/templates/index.ts';
import { go, type Json, type Page, show, type View, type Visit } from '../../page.ts';
import type { Column } from '../../table.ts';
import { showList } from '../review/list.ts';
import { lookAt, tryText } from './template-look.ts';

const columns: readonly Column[] = [
  { key: 'name', of: (it) => it.name },
  { key: 'category', of: (it) => it.category },
  { key: 'status', of: (it) => it.status },
  { key: 'text', of: (it) => it.text },
  { key: 'updatedAt', of: (it) => new Date(it.updatedAt).toISOString() },
];

/** The message templates of an organization. */
export const templates: Page = {
  path: '/templates',
  access: ['business', 'reviewer', 'auditor'],
  menu: 'templates',
  get: (visit) =>
    showList(visit, {
      operation: 'listTemplates',
      sorts: templateSorts,
      filters: ['status', 'category'],
      columns,
      template: 'business/templates',
      file: 'templates',
    }),
};

/** A new template. */
export const templateNew: Page = {
  path: '/templates/new',
  access: ['business'],
  menu: 'templates',
  get: async ({ ask, form, language }) => {
    const { items } = await ask('listSenders', { query: { limit: 200 } });
    const senders = items.filter((it: Json) => !['rejected', 'withdrawn', 'revoked'].includes(it.status));
    return show('business/template-new', {
      senders,
      categories: CATEGORIES,
      look: lookAt(form.exact('text'), language),
    });
  },
  post: async ({ ask, form }) => {
    const body = {
      senderId: form.text('senderId'),
      category: form.text('category'),
      text: form.exact('text'),
      name: form.maybe('name') ?? null,
    };
    const made = await ask('createTemplate', { body });
    return go(`/templates/${made.id}`, 'template_created');
  },
};

/** One template: its words, its review, and a text held against it. */
export const template: Page = {
  path: '/templates/:id',
  access: ['business', 'reviewer', 'auditor'],
  menu: 'templates',
  postsPerMinute: 600,
  get: (visit) => page(visit, null),
  post: async (visit) => {
    const { ask, form, params } = visit;
    const here = `/templates/${params.id}`;
    switch (form.text('act')) {
      case 'save': {
        const body = { category: form.text('category'), text: form.exact('text'), name: form.maybe('name') ?? null };
        await ask('editTemplate', { params, body });
        return go(here, 'profile_saved');
      }
      case 'submit':
        await ask('submitTemplate', { params });
        return go(here, 'template_submitted');
      case 'withdraw':
        await ask('withdrawTemplate', { params, body: {} });
        return go(here, 'template_withdrawn');
      default:
        return page(visit, await tryText(visit, await ask('getTemplate', { params })));
    }
  },
};

async function page({ ask, params, actor, language }: Visit, tried: Json): Promise<View> {
  const found = await ask('getTemplate', { params });
  const { items } = await ask('getTemplateHistory', { params });
  const sender = await ask('getSender', { params: { id: found.senderId } }).catch(() => null);
  const owner = actor.role === 'business' || actor.role === 'admin';
  return show('business/template', {
    template: found,
    sender,
    categories: CATEGORIES,
    look: lookAt(found.text, language),
    tried,
    steps: items.map((it: Json) => ({
      at: it.at,
      status: it.to ?? found.status,
      move: it.move,
      who: it.actor.name,
      why: it.why,
    })),
    may: {
      edit: owner && ['draft', 'changes_requested'].includes(found.status),
      withdraw: owner && !['withdrawn', 'rejected'].includes(found.status),
    },
  });
}
