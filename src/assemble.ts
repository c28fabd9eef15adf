import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { loadServiceSecrets } from '#src/accounts/index.ts';
import { apiRoutes } from '#src/api/index.ts';
import type { Config } from '#src/config.ts';
import { openDatabase } from '#src/db/index.ts';
import { openFileStore } from '#src/files/index.ts';
import type { House } from '#src/house.ts';
import { type Clock, systemClock } from '#src/kernel/index.ts';
import { createMailer } from '#src/mail/index.ts';
import { createHandOver, openPacing, pacingRules, smppReadiness } from '#src/messages/index.ts';
import { createPress } from '#src/pdf/index.ts';
import { createBullTransport, createLocalTransport } from '#src/queue/index.ts';
import { loadReasonCatalogue, openRulebook } from '#src/rulebook/index.ts';
import { entities } from '#src/schema.ts';
import { loadRegistry } from '#src/senders/index.ts';
import { signingKey } from '#src/signing/index.ts';
import { createQueueBoard, createSite } from '#src/site/index.ts';
import { startSimulator } from '#src/smsc-simulator/index.ts';
import { createMetrics, type Logger } from '#src/telemetry/index.ts';
import { openTemplateBook } from '#src/templates/index.ts';
import { createApp, createAuthenticate, createHttpServer, createRateLimit } from '#src/web/index.ts';
import { startWorkers } from '#src/workers/index.ts';
import { assembleGate } from './assemble-gate.ts';

/** The running service. */
export interface Service {
  house: House;
  /** Address of the HTTP listener; null where this process serves none. */
  url: string | null;
  stop(): Promise<void>;
}

/** Which parts of the service run in this process. */
export type Part = 'all' | 'api' | 'worker';

/** What is decided outside: settings, database, log, and the clock (tests bring their own). */
export interface Outside {
  config: Config;
  databaseUrl: string;
  log: Logger;
  part?: Part;
  clock?: Clock;
  /** Hold every answer against its schema (tests). */
  checkAnswers?: boolean;
}

/** Builds the service and starts it: the one place where objects meet. */
export async function assemble({
  config,
  databaseUrl,
  log,
  part = 'all',
  clock = systemClock,
  checkAnswers = false,
}: Outside): Promise<Service> {
  const closers: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of closers.toReversed()) await close();
    closers.length = 0;
  };
  try {
    const db = await openDatabase(databaseUrl, entities);
    closers.push(() => db.close());
    await db.migrate();
    const smppUrl = config.smppUrl ?? (part === 'api' ? null : await simulate(log, closers));
    const transport = config.redisUrl ? createBullTransport(db, config.redisUrl, log) : createLocalTransport(db);
    closers.push(() => transport.close());
    const house = await furnish({ config, db, clock, log, metrics: createMetrics(), smppUrl, transport });
    closers.push(async () => house.rulebook.stop());
    closers.push(() => house.pacing.stop());
    closers.push(() => house.press.stop());
    closers.push(async () => house.mailer.close());
    if (part !== 'api') {
      const workers = await startWorkers(house);
      closers.push(() => workers.stop(WORKERS_STOP_MS));
    }
    const url = part === 'worker' ? null : await serve(house, closers, checkAnswers);
    return { house, url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What workers have to finish what is on the wire; the whole stop takes at most ten seconds. */
const WORKERS_STOP_MS = 6_000;

/** Starts the built-in SMSC, so that the service is whole without one. */
async function simulate(log: Logger, closers: (() => Promise<void>)[]): Promise<string> {
  const simulator = await startSimulator();
  closers.push(() => simulator.stop());
  log.warn({}, 'SMPP_URL is not set: messages go to the built-in SMSC simulator on loopback, and to no phone');
  return simulator.url;
}

/** Puts into the house what all doors share. */
async function furnish(
  bare: Pick<House, 'config' | 'db' | 'clock' | 'log' | 'metrics' | 'smppUrl' | 'transport'>,
): Promise<House> {
  const { config, db, log } = bare;
  const secrets = await loadServiceSecrets(db);
  const rulebook = await openRulebook(config.policiesDir, (loaded, faults) => {
    for (const { name, version, digest } of loaded) log.info({ pack: name, version, digest }, 'policy pack in force');
    for (const [file, of] of faults)
      log.error({ file, faults: of.slice(0, 5) }, 'policy file refused; the last good one stays in force');
  });
  const templates = await openTemplateBook(db);
  const equipped = { ...bare, secrets, signingKey: signingKey(secrets.signingJwk), rulebook, templates };
  return {
    ...equipped,
    gate: await assembleGate(equipped),
    pacing: await openPacing(db, bare.clock, pacingRules(rulebook)),
    handOver: createHandOver(),
    reasonCodes: await loadReasonCatalogue(config.policiesDir),
    registry: await loadRegistry(join(config.policiesDir, 'requirements')),
    files: await openFileStore(join(config.dataDir, 'files')),
    press: createPress(),
    mailer: createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, outDir: join(config.dataDir, 'mail') }),
  };
}

async function serve(house: House, closers: (() => Promise<void>)[], checkAnswers: boolean): Promise<string> {
  const { config, db } = house;
  const ready = {
    database: async () => ((await db.pool.query('select 1')).rowCount === 1 ? 'ok' : 'does not answer'),
    queue: house.transport.ready,
    smpp: () => smppReadiness(db.reader()),
  };
  const authenticate = await createAuthenticate(db, config.bootstrapAdminKey);
  const rateLimit = createRateLimit();
  const routes = apiRoutes(house, ready);
  const board = createQueueBoard({ ...house, authenticate });
  const others = [...(board ? [board] : []), createSite({ ...house, rateLimit, routes })];
  const app = createApp({ ...house, authenticate, rateLimit, routes, others, checkAnswers });
  const server = createHttpServer(app.callback());
  await listen(server, config);
  closers.push(() => close(server));
  const { port } = server.address() as AddressInfo;
  return `http://${config.host}:${port}`;
}

async function listen(server: Server, { host, port }: Config): Promise<void> {
  await new Promise<void>((done, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      failed(
        error.code === 'EADDRINUSE'
          ? new Error(`PORT ${port} on ${host} is in use`)
          : new Error(`cannot listen on ${host}:${port} (${error.code})`),
      );
    });
    server.listen(port, host, done);
  });
}

/** Lets requests in progress finish, at most five seconds. */
async function close(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), 5_000);
  await new Promise<void>((done) => {
    server.close(() => done());
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
