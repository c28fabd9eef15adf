import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import pg from 'pg';
import { z } from 'zod';
import { systemActor } from '#src/kernel/index.ts';
import { createLog, createMetrics } from '#src/telemetry/index.ts';
import { createApp, createHttpServer, ok, openRoute } from '#src/web/index.ts';
import { cloneDatabase, type TestDatabase } from '#test/support/database.ts';

let db: TestDatabase;
test.before(async () => {
  db = await cloneDatabase();
});
test.after.always(() => db?.drop());

/** Serves one route that does `work`, and asks it once. */
async function ask(
  t: ExecutionContext,
  work: () => Promise<unknown>,
  headers: Record<string, string> = {},
  log = createLog('silent'),
) {
  const route = openRoute({
    method: 'get',
    path: '/v1/work',
    operation: 'work',
    summary: '',
    tag: '',
    access: 'public',
    answers: { 200: z.object({}) },
    run: async () => {
      await work();
      return ok({});
    },
  });
  const app = createApp({
    db,
    clock: { now: () => Temporal.Now.instant() },
    authenticate: async () => systemActor,
    rateLimit: async () => undefined,
    log,
    metrics: createMetrics(),
    routes: [route],
  });
  const server = createHttpServer(app.callback());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => server.close());
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/work`, { headers });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: (await answer.json()) as Record<string, unknown>,
  };
}

/** A pool towards a server that greets every connection with `greet`. */
async function poolTowards(t: ExecutionContext, greet: (socket: Socket) => void): Promise<pg.Pool> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => greet(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  return new pg.Pool({ host: '127.0.0.1', port, user: 'nobody', database: 'none' });
}

/** PostgreSQL's ErrorResponse. */
function refusal(sqlState: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${message}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

const refusals: [sqlState: string, message: string][] = [
  ['53300', 'sorry, too many clients already'],
  ['57P03', 'the database system is starting up'],
  ['57P01', 'terminating connection due to administrator command'],
];
for (const [sqlState, message] of refusals) {
  test(`a database that says ${sqlState} is 503, with the time after which to ask again`, async (t) => {
    const pool = await poolTowards(t, (socket) => socket.end(refusal(sqlState, message)));
    const { status, retryAfter, body } = await ask(t, () => pool.query('select 1'));
    t.deepEqual([status, body.code], [503, 'UNAVAILABLE']);
    t.regex(retryAfter ?? '', /^[1-9]\d?$/);
    t.is(body.retryAfterSeconds, Number(retryAfter));
    t.false(JSON.stringify(body).includes(message), 'nothing of the database is shown');
  });
}

test('a database that hangs up, or that is not there, is 503', async (t) => {
  const hangsUp = await poolTowards(t, (socket) => socket.destroy());
  const nobody = new pg.Pool({ host: '127.0.0.1', port: 1 });
  const noName = new pg.Pool({ host: 'postgres.invalid', port: 1 });
  for (const pool of [hangsUp, nobody, noName]) {
    const { status, retryAfter } = await ask(t, () => pool.query('select 1'));
    t.is(status, 503);
    t.truthy(retryAfter);
  }
});

test('a connection that is lost within a transaction is 503, whichever statement learns of it', async (t) => {
  const lose = (pid: number) => db.pool.query('select pg_terminate_backend($1, 5000)', [pid]);
  const pidOf = async (tx: { execute(sql: string): Promise<unknown> }) =>
    ((await tx.execute('select pg_backend_pid() as pid')) as { pid: number }[])[0]?.pid ?? 0;
  const during = () => db.transact((tx) => tx.execute('select pg_terminate_backend(pg_backend_pid())'));
  const between = () =>
    db.transact(async (tx) => {
      await lose(await pidOf(tx));
      await tx.execute('select 1');
    });
  const atCommit = () => db.transact(async (tx) => void (await lose(await pidOf(tx))));
  for (const work of [during, between, atCommit]) t.is((await ask(t, work)).status, 503, work.name);
});

test('another failure of a statement is 500, without a time to ask again', async (t) => {
  const { status, retryAfter, body } = await ask(t, () => db.pool.query('select nothing_such'), {
    'accept-language': 'fa',
  });
  t.deepEqual([status, retryAfter, body.code], [500, null, 'INTERNAL']);
});

test('what the database said is logged as a warning, and a file that is not there is no database', async (t) => {
  const warnings: string[] = [];
  const errors: string[] = [];
  const log = createLog('silent');
  log.warn = ((_: object, message: string) => warnings.push(message)) as unknown as typeof log.warn;
  log.error = ((_: object, message: string) => errors.push(message)) as unknown as typeof log.error;
  const fail = (fields: object) => async () => Promise.reject(Object.assign(new Error('no'), fields));
  t.is((await ask(t, fail({ code: 'ENOENT', syscall: 'connect' }), {}, log)).status, 503);
  t.is((await ask(t, fail({ code: '53300' }), {}, log)).status, 503);
  t.deepEqual([warnings, errors], [['the database is away', 'the database is away'], []]);
  t.is((await ask(t, fail({ code: 'ENOENT', syscall: 'open' }), {}, log)).status, 500);
  t.is(errors.length, 1);
});
