import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#src/kernel/index.ts';
import { openRoute, type Route } from '#src/web/index.ts';

const tag = 'Service';
const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
};

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Mohr API</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`;
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, tryItOutEnabled: true });`;

/** Everything from this host alone; the viewer writes styles into its elements. */
const csp = `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'`;

/** The API page: the OpenAPI document in a viewer, served from this host alone. */
export const docsRoutes: readonly Route[] = [
  openRoute({
    method: 'get',
    path: '/docs',
    operation: 'showDocs',
    summary: 'This interface as a page',
    tag,
    access: 'public',
    answers: { 200: 'text/html' },
    run: async () => ({
      status: 200,
      body: page,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': csp },
    }),
  }),
  openRoute({
    method: 'get',
    path: '/docs/{file}',
    operation: 'getDocsFile',
    summary: 'Parts of the page',
    tag,
    access: 'public',
    answers: { 200: 'text/javascript' },
    params: z.strictObject({ file: z.string() }),
    run: async ({ params }) => {
      if (params.file === 'start.js')
        return { status: 200, body: start, headers: { 'Content-Type': 'text/javascript' } };
      const type = Object.hasOwn(files, params.file) ? files[params.file] : undefined;
      if (!type) throw new AppError('NOT_FOUND');
      return {
        status: 200,
        body: await readFile(join(folder, params.file)),
        headers: { 'Content-Type': type, 'Cache-Control': 'public, max-age=3600' },
      };
    },
  }),
];
