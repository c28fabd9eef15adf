import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { go, type Page, show, type Visit } from '../../page.ts';
import { receiveFile } from '../../receive-file.ts';

/** Block lists: their size, and adding numbers to them. */
export const blocklists: Page = {
  path: '/admin/blocklists',
  access: ['reviewer', 'auditor'],
  menu: 'organizations',
  get: async ({ ask, actor }) => {
    const { items } = await ask('listBlocklists');
    return show('admin/blocklists', { items, decides: actor.role === 'admin' });
  },
  post: async (visit) => {
    const { form } = visit;
    const text = Buffer.from(`msisdn\n${form.lines('numbers').join('\n')}\n`);
    const rows = Readable.from([text], { objectMode: false }) as unknown as IncomingMessage;
    return put(visit, 'addToBlocklist', form.text('name'), rows);
  },
};

/** Replaces a list by an uploaded file. */
export const blocklistFile: Page = {
  path: '/admin/blocklists/:name',
  access: [],
  menu: 'organizations',
  streams: true,
  get: async () => go('/admin/blocklists'),
  post: async (visit) =>
    receiveFile(visit.request, (stream) => put(visit, 'replaceBlocklist', visit.params.name ?? '', stream)),
};

async function put({ askRaw }: Visit, operation: string, name: string, stream: IncomingMessage) {
  const headers = { 'content-type': 'text/csv' };
  Object.assign(stream, { headers });
  const { status } = await askRaw(operation, { params: { name }, stream, headers });
  return go('/admin/blocklists', status === 202 ? 'blocklist_queued' : 'blocklist_saved');
}
