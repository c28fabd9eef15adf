import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Contender, machine, median, openArena } from './gate/contenders.ts';

/*
 * POST /v1/check (every rule, decision durable before the answer) beside a bare Koa JSON echo and a naive Koa handler
 * that does one statement of two look-ups and an insert with commit per request on the same PostgreSQL. The service is
 * started as `npm start` does; the load comes from another process; rounds are interleaved and the median is shown.
 */

const ROUNDS = 5;
const SECONDS = 4;
const WARM_UP_SECONDS = 4;
const CONNECTIONS = 32;

interface Round {
  perSecond: number;
  serverCpu: number;
  databaseCpu: number;
  p99: number;
}

const run = promisify(execFile);
const arena = await openArena();
try {
  const service = await arena.service('mohr');
  const contenders = [
    { ...service, name: 'check', url: `${service.url}/v1/check` },
    await arena.rival('naive'),
    await arena.rival('echo'),
  ];
  const rounds = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await load(contender, WARM_UP_SECONDS);
  for (let i = 0; i < ROUNDS; i++)
    for (const contender of contenders) rounds.get(contender.name)?.push(await load(contender, SECONDS));
  print(rounds);
} finally {
  await arena.close();
}

function print(rounds: ReadonlyMap<string, Round[]>): void {
  console.log(
    `POST /v1/check, ${CONNECTIONS} connections; ${machine()}; ${ROUNDS} interleaved rounds of ${SECONDS} s after ${WARM_UP_SECONDS} s of warm-up; medians`,
  );
  const ours = rounds.get('check') ?? [];
  const table: Record<string, Record<string, string | number>> = {};
  for (const [name, all] of rounds)
    table[name] = {
      'requests/s': Math.round(median(all.map((r) => r.perSecond))),
      'server CPU s/1000': median(all.map((r) => r.serverCpu)).toFixed(3),
      'database CPU s/1000': median(all.map((r) => r.databaseCpu)).toFixed(3),
      'p99 ms': median(all.map((r) => r.p99)),
      'check is … times': median(ours.map(({ perSecond }, i) => perSecond / (all[i]?.perSecond ?? 1))).toFixed(2),
    };
  console.table(table);
}

async function load(contender: Contender, seconds: number): Promise<Round> {
  let result = { done: 0, bad: 0, seconds: 0, p99: 0 };
  const { server, database } = await arena.cost(contender, async () => {
    const { stdout } = await run(process.execPath, [
      join(import.meta.dirname, 'gate/load.ts'),
      contender.url,
      contender.key,
      String(seconds),
      String(CONNECTIONS),
    ]);
    result = JSON.parse(stdout);
  });
  if (result.bad > 0 || result.done === 0)
    throw new Error(`${contender.name}: ${result.bad} of ${result.done + result.bad} answers were no success`);
  return {
    perSecond: result.done / result.seconds,
    serverCpu: (server / result.done) * 1000,
    databaseCpu: (database / result.done) * 1000,
    p99: result.p99,
  };
}
