// Where messages and webhooks go, in a process of its own: an SMSC that answers and reports at once, and an HTTP server
// that counts what is posted to it (GET gives the count). Prints both addresses.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator } from '#src/smsc-simulator/index.ts';

const smsc = await startSimulator({ receiptDelayMs: 0, remember: 1 });
let posted = 0;
const catcher = createServer((request, response) => {
  if (request.method === 'GET') return response.end(String(posted));
  posted++;
  request.resume().on('end', () => response.end());
});
catcher.listen(0, '127.0.0.1', () =>
  console.log(`ready ${smsc.url} http://127.0.0.1:${(catcher.address() as AddressInfo).port}/`),
);
