import { z } from 'zod';
import type { House } from '#src/house.ts';
import { type Answer, ok, openApi, openRoute, type Route } from '#src/web/index.ts';

const tag = 'Service';
const checks = z.record(z.string(), z.string());

/** Whether a part of the service is usable: `ok`, or one line that says what is wrong. */
export type ReadyCheck = () => Promise<string>;

/** Routes about the service itself. `ready` names the parts that must work before traffic is sent here. */
export function serviceRoutes(
  house: Pick<House, 'metrics' | 'config'>,
  ready: Readonly<Record<string, ReadyCheck>>,
  all: () => readonly Route[],
): Route[] {
  let document: unknown;
  return [
    openRoute({
      method: 'get',
      path: '/healthz',
      operation: 'getHealth',
      summary: 'The process is up',
      tag,
      access: 'public',
      answers: { 200: z.object({ status: z.literal('ok') }) },
      run: async () => ok({ status: 'ok' }),
    }),
    openRoute({
      method: 'get',
      path: '/readyz',
      operation: 'getReadiness',
      summary: 'Database, queue and an SMPP route are usable',
      tag,
      access: 'public',
      answers: {
        200: z.object({ status: z.enum(['ready', 'not_ready']), checks }),
        503: z.object({ status: z.enum(['ready', 'not_ready']), checks }),
      },
      run: async () => readiness(ready),
    }),
    openRoute({
      method: 'get',
      path: '/metrics',
      operation: 'getMetrics',
      summary: 'Measurements for Prometheus',
      tag,
      access: 'public',
      answers: { 200: 'text/plain' },
      run: async () => ({
        status: 200,
        body: await house.metrics.registry.metrics(),
        headers: { 'Content-Type': house.metrics.registry.contentType },
      }),
    }),
    openRoute({
      method: 'get',
      path: '/openapi.json',
      operation: 'getOpenApi',
      summary: 'This interface as OpenAPI 3.1',
      tag,
      access: 'public',
      answers: { 200: z.record(z.string(), z.unknown()) },
      run: async () => {
        document ??= openApi(all(), house.config.publicUrl);
        return ok(document);
      },
    }),
  ];
}

async function readiness(ready: Readonly<Record<string, ReadyCheck>>): Promise<Answer> {
  const results = await Promise.all(
    Object.entries(ready).map(async ([name, check]) => [name, await check().catch(() => 'does not answer')] as const),
  );
  const failed = results.some(([, result]) => result !== 'ok');
  return {
    status: failed ? 503 : 200,
    body: { status: failed ? 'not_ready' : 'ready', checks: Object.fromEntries(results) },
  };
}
