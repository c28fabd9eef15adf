import type { IncomingMessage } from 'node:http';
import { applyBlocklist, listBlocklists, openImport, queueImport, stageNumbers } from '#src/consent/index.ts';
import type { House } from '#src/house.ts';
import { type Actor, newId } from '#src/kernel/index.ts';
import { type Answer, accepted, ok, openRoute, type Route, readRoute } from '#src/web/index.ts';
import { blocklistChange, blocklists, importAccepted, listName } from './import-schemas.ts';
import { plainBody } from './plain-body.ts';

const tag = 'Block lists';
/** Up to here the answer waits for the list to be in force. */
const AT_ONCE = 200_000;

/** Routes of block lists: replace, add, list. */
export function blocklistRoutes({ db }: Pick<House, 'db'>): readonly Route[] {
  const load = async (
    mode: 'replace' | 'add',
    name: string,
    actor: Actor,
    at: Date,
    body: IncomingMessage,
  ): Promise<Answer> => {
    const input = { kind: 'blocklist' as const, organizationId: null, target: `${mode} ${name}`, createdBy: actor.id };
    plainBody(body.headers, ['text/csv']);
    const staging = newId();
    try {
      const staged = await stageNumbers(db.pool, staging, body);
      if (staged <= AT_ONCE)
        return ok(await db.transact((tx) => applyBlocklist(tx, actor, { importId: staging, name, mode, staged }, at)));
      const importId = await openImport(db.pool, { ...input, id: staging, format: 'csv', columns: ['msisdn'] }, at);
      await queueImport(db.pool, importId, { chunks: 0, bytes: 0, rows: staged });
      return accepted({ importId });
    } catch (error) {
      await db.pool.query('delete from blocklist_stage where import_id = $1', [staging]).catch(() => undefined);
      throw error;
    }
  };
  return [
    openRoute({
      method: 'put',
      path: '/v1/blocklists/{name}',
      operation: 'replaceBlocklist',
      summary: 'Replace a block list',
      tag,
      access: [],
      params: listName,
      consumes: ['text/csv'],
      answers: { 200: blocklistChange, 202: importAccepted },
      run: ({ params, actor, at, stream }) => load('replace', params.name, actor, at, stream),
    }),
    openRoute({
      method: 'post',
      path: '/v1/blocklists/{name}/entries',
      operation: 'addToBlocklist',
      summary: 'Add numbers to a block list',
      tag,
      access: [],
      params: listName,
      consumes: ['text/csv'],
      answers: { 200: blocklistChange, 202: importAccepted },
      run: ({ params, actor, at, stream }) => load('add', params.name, actor, at, stream),
    }),
    readRoute({
      method: 'get',
      path: '/v1/blocklists',
      operation: 'listBlocklists',
      summary: 'Block lists and their sizes',
      tag,
      access: ['reviewer', 'auditor', 'gateway'],
      answers: { 200: blocklists },
      run: async (_call, em) => ok({ items: await listBlocklists(em) }),
    }),
  ];
}
