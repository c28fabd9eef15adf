import { fault, invalidInput } from '#src/kernel/index.ts';
import { go, type Json, type Page, show } from '../../page.ts';
import { type Column, csv, sorted } from '../../table.ts';
import { organizationNames } from '../review/list.ts';

const columns: readonly Column[] = [
  { key: 'id', of: (it) => it.id },
  { key: 'code', of: (it) => it.code },
  { key: 'effect', of: (it) => it.effect },
  { key: 'alsoOn', of: (it) => it.alsoOn.join(' ') },
  { key: 'source', of: (it) => it.basis.source },
  { key: 'confidence', of: (it) => it.basis.confidence },
  { key: 'note', of: (it) => it.basis.note },
  { key: 'contradictedBy', of: (it) => it.basis.contradictedBy?.join('; ') },
  { key: 'effectiveFrom', of: (it) => it.effectiveFrom },
  { key: 'effectiveTo', of: (it) => it.effectiveTo },
];

/** The packs in force, and files that were refused. */
export const packs: Page = {
  path: '/admin/packs',
  access: ['reviewer', 'auditor'],
  menu: 'packs',
  get: async ({ ask }) => show('admin/packs', await ask('listPolicies')),
};

/** One pack: its rules with their sources and what speaks against them, what its rules on trial would have done, and replays of a candidate. */
export const pack: Page = {
  path: '/admin/packs/:pack',
  access: ['reviewer', 'auditor'],
  menu: 'packs',
  get: async (visit) => {
    const { ask, params, query } = visit;
    const name = { pack: params.pack };
    const found = await ask('getPolicy', { params: name });
    const effect = query.effect ?? '';
    const rules = sorted(found.rules, columns, query.sort).filter((rule) => effect === '' || rule.effect === effect);
    if (query.format === 'csv') return csv(`rules-${params.pack}`, columns, rules);
    const replays: { items: Json[] } = await ask('listReplays', { params: name, query: { limit: 10 } });
    return show('admin/pack', { pack: found, rules, replays: replays.items });
  },
  post: async ({ ask, params, form }) => {
    const candidate = form.exact('candidate');
    if (candidate.trim() === '')
      throw invalidInput([
        fault('candidate', 'required', 'paste the candidate pack', 'متن مقررات پیشنهادی را بگذارید'),
      ]);
    const body = { candidate, days: Number(form.maybe('days') ?? 7) };
    const { replayId } = await ask('startReplay', { params: { pack: params.pack }, body });
    return go(`/admin/packs/${params.pack}/replays/${replayId}`);
  },
};

/** What rules on trial would have done. Counting takes seconds where much was decided, so that it is a page of its own. */
export const packShadow: Page = {
  path: '/admin/packs/:pack/shadow',
  access: ['reviewer', 'auditor'],
  menu: 'packs',
  get: async ({ ask, params, query }) => {
    const name = { pack: params.pack };
    const days = ['1', '7', '30', '90'].includes(query.days ?? '') ? query.days : '7';
    const shadow = await ask('getShadowResults', { params: name, query: { days } });
    return show('admin/pack-shadow', { pack: params.pack, shadow, days });
  },
};

/** How far a replay is and what it has found. */
export const replay: Page = {
  path: '/admin/packs/:pack/replays/:id',
  access: ['reviewer', 'auditor'],
  menu: 'packs',
  get: async (visit) => {
    const found = await visit.ask('getReplay', { params: visit.params });
    const ids = found.flips.byOrganization.map(({ organizationId }: Json) => organizationId);
    return show('admin/replay', { replay: found, names: await organizationNames(visit, ids) });
  },
  post: async ({ ask, params }) => {
    await ask('cancelReplay', { params });
    return go(`/admin/packs/${params.pack}/replays/${params.id}`, 'replay_cancelled');
  },
};
