// Look-ups in a registry of a million senders. Run: node test/support/template.ts -- node bench/sender-registry.ts [senders]

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { newId } from '#src/kernel/index.ts';
import { registeredLikenesses } from '#src/senders/find-likenesses.ts';
import { loadRegistry, loadSenderByKey, lookUpSender } from '#src/senders/index.ts';
import { deletionKeys, senderKey, skeleton } from '#src/text/index.ts';
import { cloneDatabase } from '#test/support/database.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const db = await cloneDatabase();
const organizationId = newId();

/** Names as firms have them: one or two syllabic words, sometimes with a number, all different. */
function* names(): Generator<string> {
  const syllables =
    'BA DA FA GA HA KA LA MA NA PA RA SA TA VA ZA BE DE KE LE ME NE PE RE SE TE BI DI KI LI MI NI PI RI SI TI BO DO KO LO MO NO PO RO SO TO BU DU KU LU MU NU RU SU TU SHA CHE JAM KAR SHO PAR DAR MAN GOL NIK'.split(
      ' ',
    );
  const seen = new Set<string>();
  let seed = 7;
  const next = (below: number) => {
    // xorshift32 (Marsaglia 2003): the same names at every run.
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return (seed >>> 0) % below;
  };
  while (seen.size < count) {
    let name = '';
    const length = 2 + next(4);
    for (let i = 0; i < length; i++) name += syllables[next(syllables.length)];
    if (next(5) === 0) name += String(next(100));
    name = name.slice(0, 11);
    const key = senderKey(name);
    if (name.length < 4 || seen.has(key)) continue;
    seen.add(key);
    yield name;
  }
}

async function load(): Promise<string[]> {
  const made: string[] = [];
  const client = await db.pool.connect();
  const names11 = names();
  await client.query(`set session_replication_role = replica`);
  await client.query(
    `insert into organization (id, legal_name, kind, national_id, contact, locale, status, created_at, updated_at)
     values ($1, 'bench', 'legal', '10380284790', '{}', 'fa', 'active', now(), now())`,
    [organizationId],
  );
  const rows = function* () {
    for (const name of names11) {
      made.push(name);
      const read = skeleton(name);
      yield `${newId()}\t${name}\t${senderKey(name)}\t${read}\t{${deletionKeys(read).join(',')}}\n`;
    }
  };
  await client.query('create temp table staged (id uuid, address text, key text, skeleton text, keys text[])');
  await pipeline(Readable.from(rows()), client.query(copyFrom('copy staged from stdin')));
  await client.query(
    `insert into sender (id, organization_id, kind, address, key, skeleton, line_class, subjects, sample_messages,
       requested_operators, allow_links, hosts, status, warnings, reviewers_needed, approved_at, created_at, updated_at)
     select id, $1, 'masked', address, key, skeleton, 'service', '[]', '[]', '[]', false, '[]', 'active', '[]', 1, now(), now(), now()
     from staged`,
    [organizationId],
  );
  await client.query('insert into sender_name (sender_id, skeleton, keys) select id, skeleton, keys from staged');
  await client.query('analyze');
  client.release();
  return made;
}

async function measure(name: string, runs: number, once: (i: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await once(i);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(2);
  console.log(`${name}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms (${runs} runs)`);
}

const registry = await loadRegistry('policies/requirements');
const started = performance.now();
const made = await load();
console.log(`${made.length} masked senders loaded in ${((performance.now() - started) / 1000).toFixed(0)} s`);
const pick = (i: number) => made[(i * 7919) % made.length] ?? '';
const twist = (name: string, i: number) =>
  i % 3 === 0
    ? name.replace(/O/g, '0').replace(/I/g, '1')
    : i % 3 === 1
      ? name.slice(1)
      : `${name.slice(0, 3)}X${name.slice(4)}`;
const em = db.reader();
await measure('look-up by key', 2000, (i) => loadSenderByKey(em, senderKey(pick(i))));
await measure('public look-up, registered', 2000, (i) => lookUpSender(em, registry, pick(i)));
await measure('public look-up, not registered', 1000, (i) => lookUpSender(em, registry, twist(pick(i), i)));
await measure('look-alike search', 2000, (i) =>
  registeredLikenesses(em, twist(pick(i), i), { exceptOrganization: newId() }),
);
const sizes = await db.pool.query(
  `select pg_size_pretty(pg_total_relation_size('sender_name')) as names, pg_size_pretty(pg_relation_size('sender_name_keys')) as keys`,
);
console.log(sizes.rows[0]);
await db.drop();
