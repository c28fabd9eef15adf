import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Contender, machine, median, openArena } from './gate/contenders.ts';

/*
 * POST /v1/messages from the request to the receipt: judged by the whole pack, every row durable, the receipt stored, a
 * webhook posted for it. Beside it the least gateway that the same libraries give (gate/gateway.ts), which judges nothing.
 */

const ROUNDS = 5;
const MESSAGES = 5_000;
const WARM_UP = 2_000;
const CONNECTIONS = 32;

const run = promisify(execFile);
const bench = (file: string) => join(import.meta.dirname, 'gate', file);
const arena = await openArena();
// One for each: an SMSC hands receipts to whoever is bound.
const farEnds = await Promise.all([farEnd(), farEnd()]);
try {
  const [ours, theirs] = farEnds;
  const service = await arena.service('mohr', { SMPP_URL: `${ours.smsc}?window=100`, WEBHOOK_ALLOW_PRIVATE: '1' });
  const gateway = await arena.rival('gateway', [theirs.smsc]);
  const contenders = [
    { ...service, url: `${service.url}/v1/messages`, callback: ours.callback },
    { ...gateway, name: 'least gateway', callback: theirs.callback },
  ];
  const rounds = new Map(contenders.map(({ name }) => [name, [] as Awaited<ReturnType<typeof round>>[]]));
  for (const contender of contenders) await round(contender, WARM_UP);
  for (let i = 0; i < ROUNDS; i++)
    for (const contender of contenders) rounds.get(contender.name)?.push(await round(contender, MESSAGES));
  console.log(
    `POST /v1/messages to its receipt and webhook, ${CONNECTIONS} connections; ${machine()}; ${ROUNDS} interleaved rounds of ${MESSAGES} messages after ${WARM_UP}; medians`,
  );
  const mohr = rounds.get('mohr') ?? [];
  const table: Record<string, Record<string, string | number>> = {};
  for (const [name, all] of rounds)
    table[name] = {
      'messages/s': Math.round(median(all.map((r) => r.perSecond))),
      'server CPU s/1000': median(all.map((r) => r.server)).toFixed(3),
      'database CPU s/1000': median(all.map((r) => r.database)).toFixed(3),
      'mohr is … times': median(mohr.map(({ perSecond }, i) => perSecond / (all[i]?.perSecond ?? 1))).toFixed(2),
    };
  console.table(table);
} finally {
  await arena.close();
  for (const { process } of farEnds) process.kill();
}

async function farEnd() {
  const far = spawn(process.execPath, [bench('far-end.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [, smsc = '', callback = ''] = String(await new Promise((said) => far.stdout.once('data', said))).split(/\s+/);
  return { smsc, callback, process: far };
}

/** Sends messages and waits until the last webhook has come. */
async function round(contender: Contender & { callback: string }, messages: number) {
  const { callback } = contender;
  const count = async () => Number(await (await fetch(callback)).text());
  const before = await count();
  const start = performance.now();
  const { server, database } = await arena.cost(contender, async () => {
    const args = [contender.url, contender.key, String(messages), String(CONNECTIONS), callback];
    const { stdout } = await run(process.execPath, [bench('load-messages.ts'), ...args]);
    const { done, bad } = JSON.parse(stdout) as { done: number; bad: number };
    if (done !== messages || bad > 0) throw new Error(`${contender.name}: ${done} of ${messages} accepted`);
    while ((await count()) < before + messages) {
      if (performance.now() - start > 60_000)
        throw new Error(`${contender.name}: ${(await count()) - before} reported`);
      await new Promise((next) => setTimeout(next, 20));
    }
  });
  const per = (seconds: number) => (seconds / messages) * 1000;
  return {
    perSecond: messages / ((performance.now() - start) / 1000),
    server: per(server),
    database: per(database),
  };
}
