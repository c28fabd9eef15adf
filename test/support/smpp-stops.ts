/** Runs a session against a simulator, stops both, and fails where something else still keeps the process alive. */
import { createSession, parseRouteUrl } from '#src/smpp/index.ts';
import { startSimulator } from '#src/smsc-simulator/index.ts';
import { hello } from './smpp.ts';

const simulator = await startSimulator({ receiptDelayMs: 1 });
const mo = Promise.withResolvers<void>();
const session = createSession(parseRouteUrl(simulator.url), { onReceipt: () => {}, onMo: () => mo.resolve() });
await session.whenBound(10_000);
await session.submit(hello());
await simulator.sendMo({ from: '989121234567', to: '982142750000', text: '11' });
await mo.promise;
await session.stop(5000);
await simulator.stop();
// Itself no reason to stay: it fires only where there is another.
setTimeout(() => {
  console.log(JSON.stringify(process.getActiveResourcesInfo()));
  process.exit(1);
}, 5000).unref();
