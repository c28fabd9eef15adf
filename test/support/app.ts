import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, type Part } from '#src/assemble.ts';
import { readConfig } from '#src/config.ts';
import type { House } from '#src/house.ts';
import type { Clock, Role } from '#src/kernel/index.ts';
import { createLog } from '#src/telemetry/index.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';

export const ADMIN_KEY = 'test-bootstrap-key';

/** An answer of the API as a test looks at it. */
export interface TestAnswer {
  status: number;
  // Tests look into bodies freely; the schemas are asserted where it matters.
  // biome-ignore lint/suspicious/noExplicitAny: bodies of all routes
  body: any;
  headers: Headers;
}

type RawBody = string | Uint8Array<ArrayBuffer> | FormData | ReadableStream | Blob;
type Body = RawBody | object | undefined;

/** A client of the running service with one key. */
export interface TestClient {
  call(method: string, path: string, body?: Body, headers?: Record<string, string>): Promise<TestAnswer>;
  get(path: string, headers?: Record<string, string>): Promise<TestAnswer>;
  post(path: string, body?: Body, headers?: Record<string, string>): Promise<TestAnswer>;
  put(path: string, body?: Body, headers?: Record<string, string>): Promise<TestAnswer>;
  patch(path: string, body?: Body, headers?: Record<string, string>): Promise<TestAnswer>;
}

/** The whole assembled service over a cloned database. */
export interface TestApp {
  url: string;
  house: House;
  db: TestDatabase;
  dataDir: string;
  admin: TestClient;
  /** A client with this clear key; none without. */
  client(key?: string): TestClient;
  /** Makes a key of a role and a client with it. */
  as(role: Role, organizationId?: string): Promise<TestClient>;
  stop(): Promise<void>;
}

/** Starts the service on a free port; `env` overrides settings by their environment names. */
export async function startApp(
  env: Record<string, string> = {},
  options: { part?: Part; clock?: Clock } = {},
): Promise<TestApp> {
  const db = await cloneDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'mohr-app-'));
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: db.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
    BOOTSTRAP_ADMIN_KEY: ADMIN_KEY,
    DEMO: '0',
    ...env,
  });
  const service = await assemble({
    config,
    databaseUrl: db.url,
    log: createLog(config.logLevel),
    checkAnswers: true,
    ...options,
  });
  const url = service.url ?? '';
  const admin = client(url, ADMIN_KEY);
  return {
    url,
    house: service.house,
    db,
    dataDir,
    admin,
    client: (key) => client(url, key),
    as: async (role, organizationId) => {
      const made = await admin.post('/v1/api-keys', {
        role,
        name: `${role} of a test`,
        ...(organizationId ? { organizationId } : {}),
      });
      return client(url, made.body.key);
    },
    stop: async () => {
      await service.stop();
      await db.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function client(url: string, key?: string): TestClient {
  const call = async (
    method: string,
    path: string,
    body?: Body,
    headers: Record<string, string> = {},
  ): Promise<TestAnswer> => {
    const raw =
      typeof body === 'string' ||
      body instanceof Uint8Array ||
      body instanceof FormData ||
      body instanceof ReadableStream ||
      body instanceof Blob;
    const auth = key ? { authorization: `Bearer ${key}` } : {};
    const type = body !== undefined && !raw ? { 'content-type': 'application/json' } : {};
    const init: RequestInit = { method, headers: { ...auth, ...type, ...headers } };
    if (body !== undefined) init.body = raw ? (body as RawBody) : JSON.stringify(body);
    const response = await fetch(
      url + path,
      body instanceof ReadableStream ? ({ ...init, duplex: 'half' } as RequestInit) : init,
    );
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').match(/\bjson\b|\+json/) !== null;
    return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers };
  };
  return {
    call,
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body = {}, headers) => call('POST', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
  };
}
