import { go, hand, type Json, type Page, show } from '../../page.ts';
import { receiveFile } from '../../receive-file.ts';

/** Search the ledger for a number; upload a list of consents. */
export const consents: Page = {
  path: '/consents',
  access: ['business', 'reviewer', 'auditor'],
  menu: 'consents',
  get: async ({ ask, query, actor, problem }) => {
    const msisdn = query.msisdn?.trim();
    const { items } = await ask('listAudit', { query: { action: 'consent.import', limit: 10 } });
    const imports = items.map((it: Json) => ({ id: it.object.id, at: it.at, by: it.actor.name }));
    const base = {
      imports: actor.role === 'business' ? imports : [],
      msisdn,
      may: { upload: actor.role === 'business' },
    };
    if (!msisdn || problem) return show('business/consents', { ...base, states: null, history: [] });
    const organizationId = actor.organizationId ?? query.organizationId;
    const states = organizationId
      ? await ask('getConsents', { query: { msisdn, organizationId } })
      : { msisdn, states: [] };
    const history = await ask('listConsentHistory', { query: { msisdn, organizationId, cursor: query.cursor } });
    return show('business/consents', { ...base, states, history: history.items, next: history.nextCursor });
  },
};

/** Takes a CSV or NDJSON file; the rows are read by workers while one goes on. */
export const consentUpload: Page = {
  path: '/consents/import',
  access: ['business'],
  menu: 'consents',
  streams: true,
  get: (visit) => consents.get?.(visit) ?? Promise.resolve(go('/consents')),
  post: async ({ ask, request }) => {
    const { importId } = await receiveFile(request, (stream, name) =>
      ask('importConsents', {
        stream,
        headers: { 'content-type': name.endsWith('.ndjson') ? 'application/x-ndjson' : 'text/csv' },
      }),
    );
    return go(`/consents/imports/${importId}`);
  },
};

/** How far an upload is; the page asks again by itself until the end. */
export const consentImport: Page = {
  path: '/consents/imports/:id',
  access: ['business', 'reviewer', 'auditor'],
  menu: 'consents',
  get: async ({ ask, params }) => show('business/consent-import', { run: await ask('getImport', { params }) }),
  post: async ({ ask, params }) => {
    await ask('cancelImport', { params });
    return go(`/consents/imports/${params.id}`, 'import_cancelled');
  },
};

/** The rows that were refused, as a file to mend and send again. */
export const consentErrors: Page = {
  path: '/consents/imports/:id/errors',
  access: ['business', 'reviewer', 'auditor'],
  get: async ({ askRaw, params }) => hand(await askRaw('getImportErrors', { params })),
};
