// Records opt-outs one by one, each in its transaction, and together as POST /v1/consents does, by many callers at once.
//   node bench/consents.ts [consents=4000] [callers=64]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrganization } from '#src/accounts/index.ts';
import { type ConsentInput, recordConsent, recordConsents } from '#src/consent/index.ts';
import { openDatabase, startCluster } from '#src/db/index.ts';
import { microBatch } from '#src/gate/index.ts';
import { systemActor } from '#src/kernel/index.ts';
import { entities } from '#src/schema.ts';

const consents = Number(process.argv[2] ?? 4000);
const callers = Number(process.argv[3] ?? 64);
const folder = mkdtempSync(join(tmpdir(), 'mohr-bench-'));
const cluster = await startCluster(join(folder, 'postgres'));
const url = `postgresql://${cluster.user}@localhost/postgres?host=${encodeURIComponent(cluster.socketDir)}`;
const db = await openDatabase(url, entities);

let made = 0;
const input = (organizationId: string): ConsentInput => ({
  msisdn: `0912${String(made++).padStart(7, '0')}`,
  ...{ organizationId, action: 'opt_out', purpose: 'promotional', channel: 'sms', source: 'web_form' },
});

async function measure(name: string, once: () => Promise<unknown>): Promise<void> {
  let left = consents;
  const took: number[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  const caller = async () => {
    while (left-- > 0) {
      const began = performance.now();
      await once();
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(1);
  console.log(
    `${name}: ${(consents / seconds).toFixed(0)}/s, Node ${(((user + system) / 1e6 / consents) * 1000).toFixed(2)} CPU s per 1000, ` +
      `median ${at(0.5)} ms, 99 of 100 below ${at(0.99)} ms`,
  );
}

try {
  await db.migrate();
  const contact = { name: 'x', email: 'x@example.com', mobile: '09121110000' };
  const facts = { legalName: 'bench', kind: 'legal', nationalId: '10380284790', contact, locale: 'fa' } as const;
  const { id } = await db.transact((tx) => createOrganization(tx, systemActor, facts, new Date()));
  const together = microBatch(
    (inputs: readonly ConsentInput[]) => {
      const requests = inputs.map((one) => ({ actor: systemActor, input: one, at: new Date(), keep: null }));
      return recordConsents(db.hot, requests);
    },
    { lanes: 2, most: 200 },
  );
  for (let round = 1; round <= 2; round++) {
    await measure('one by one', () => db.transact((tx) => recordConsent(tx, systemActor, input(id), new Date())));
    await measure('together', () => together(input(id)));
  }
} finally {
  await db.close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
