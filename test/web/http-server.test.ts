import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { createHttpServer } from '#src/web/index.ts';

const STILL_MS = 400;

/** Starts an upload to a server that answers with how many bytes came. */
async function upload(t: ExecutionContext) {
  const server = createHttpServer((req, res) => {
    let size = 0;
    req.on('data', (chunk) => {
      size += chunk.length;
    });
    req.on('error', () => undefined).on('end', () => res.end(String(size)));
  }, STILL_MS);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { server, sent: request({ port, host: '127.0.0.1', method: 'POST' }) };
}

test('an upload takes as long as it goes on', async (t) => {
  const { server, sent } = await upload(t);
  t.is(server.requestTimeout, 0, 'no bound on the whole');
  const answer = once(sent, 'response');
  for (let i = 0; i < 12; i++) {
    sent.write('x');
    await sleep(STILL_MS / 4);
  }
  sent.end();
  const [response] = await answer;
  t.is(Buffer.concat(await response.toArray()).toString(), '12');
});

test('an upload that stands still is cut off', async (t) => {
  const { sent } = await upload(t);
  sent.write('x');
  const [error] = await once(sent, 'error').catch((thrown) => [thrown]);
  t.is(error.code, 'ECONNRESET');
});
