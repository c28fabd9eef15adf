import { getOrganization } from '#src/accounts/index.ts';
import { recordAudit } from '#src/audit/index.ts';
import { cancelImport, getImport, type ImportView, importErrors, uploadConsents } from '#src/consent/index.ts';
import type { House } from '#src/house.ts';
import { fault, invalidInput } from '#src/kernel/index.ts';
import { accepted, type Call, ok, openRoute, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { importAccepted, importView, uploadQuery } from './import-schemas.ts';
import { plainBody } from './plain-body.ts';

const tag = 'Imports';

/** Routes of imports: upload consents, follow, fetch what was rejected, cancel. */
export function importRoutes({ db }: Pick<House, 'db'>): readonly Route[] {
  return [
    openRoute({
      method: 'post',
      path: '/v1/consents/import',
      operation: 'importConsents',
      summary: 'Import consents from CSV or NDJSON of any size',
      tag,
      access: ['gateway', 'business'],
      query: uploadQuery,
      consumes: ['text/csv', 'application/x-ndjson'],
      answers: { 202: importAccepted },
      run: async (call) => {
        const { actor, query, at, stream } = call;
        const organizationId = query.organizationId ?? actor.organizationId;
        if (!organizationId)
          throw invalidInput([fault('organizationId', 'required', 'name an organization', 'سازمان را نام ببرید')]);
        await getOrganization(db.reader(), actor, organizationId);
        const upload = { format: formatOf(call), organizationId, body: stream };
        const importId = await uploadConsents(db.pool, actor, upload, at);
        await db.transact(async (tx) => {
          const object = { kind: 'import', id: importId };
          recordAudit(tx, actor, { at, action: 'consent.import', object, organizationId });
        });
        return accepted({ importId });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/imports/{id}',
      operation: 'getImport',
      summary: 'How far an import is',
      tag,
      access: ['reviewer', 'auditor', 'gateway', 'business'],
      params: idParams,
      answers: { 200: importView },
      run: async ({ actor, params, at }, em) => ok(present(await getImport(em, actor, params.id, at))),
    }),
    readRoute({
      method: 'get',
      path: '/v1/imports/{id}/errors',
      operation: 'getImportErrors',
      summary: 'The rows that were rejected, and why',
      tag,
      access: ['reviewer', 'auditor', 'gateway', 'business'],
      params: idParams,
      answers: { 200: 'text/csv' },
      run: async ({ actor, params, at }, em) => {
        await getImport(em, actor, params.id, at);
        const headers = {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': `attachment; filename="errors-${params.id}.csv"`,
        };
        return { status: 200, body: importErrors(db.pool, params.id), headers };
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/imports/{id}/cancel',
      operation: 'cancelImport',
      summary: 'Stop an import; what it has recorded stays',
      tag,
      access: ['gateway', 'business'],
      params: idParams,
      answers: { 200: importView },
      run: async ({ actor, params, at }, tx) => ok(present(await cancelImport(tx, actor, params.id, at))),
    }),
  ];
}

function formatOf(call: Pick<Call, 'headers'>): 'csv' | 'ndjson' {
  const type = plainBody(call.headers, ['text/csv', 'application/x-ndjson']);
  return type === 'text/csv' ? 'csv' : 'ndjson';
}

function present(view: ImportView) {
  const { id, kind, organizationId, status, rows, accepted: taken, unchanged, rejected } = view;
  const { failure, startedAt, finishedAt, etaSeconds } = view;
  const counts = { rows, accepted: taken, unchanged, rejected };
  return { id, kind, organizationId, status, ...counts, failure, startedAt, finishedAt, etaSeconds };
}
