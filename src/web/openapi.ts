import { z } from 'zod';
import { errorKinds } from '#src/kernel/index.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** Builds the OpenAPI 3.1 document from the schemas that validate the requests. */
export function openApi(routes: readonly Route[], serverUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mohr',
      version: '1',
      description: 'Registry of sender IDs, consent ledger, and the gate that every message passes before it is sent.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } }, schemas: { Problem: problem } },
  };
}

const problem: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(errorKinds) },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

function operation(route: Route): Json {
  const roles = route.access === 'public' ? 'Public, no key.' : `Roles: ${['admin', ...route.access].join(', ')}.`;
  const parameters = [
    ...parametersOf('path', route.params),
    ...parametersOf('query', route.query),
    ...idempotencyKey(route),
  ];
  return {
    operationId: route.operation,
    summary: route.summary,
    description: roles,
    tags: [route.tag],
    security: route.access === 'public' ? [] : [{ apiKey: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(route),
    responses: responses(route),
  };
}

function parametersOf(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !field.safeParse(undefined).success,
    schema: toJsonSchema(field, 'input'),
  }));
}

function idempotencyKey(route: Route): Json[] {
  if (route.method !== 'post' || route.access === 'public') return [];
  return [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } }];
}

function requestBody(route: Route): Json {
  const streamed = (route.consumes ?? []).map((type) => [type, { schema: { type: 'string' } }]);
  const json = route.body ? [['application/json', { schema: toJsonSchema(route.body, 'input') }]] : [];
  const kinds = [...json, ...streamed];
  return kinds.length === 0 ? {} : { requestBody: { content: Object.fromEntries(kinds) } };
}

function responses(route: Route): Json {
  const answers = Object.entries(route.answers).map(([status, answer]) => {
    const content =
      typeof answer === 'string'
        ? { [answer]: {} }
        : { 'application/json': { schema: toJsonSchema(answer, 'output') } };
    return [status, { description: Number(status) < 300 ? 'Success' : 'Failure', content }];
  });
  const failure = {
    description: 'A problem document',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return { ...Object.fromEntries(answers), default: failure };
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  }) as Json;
  return rest;
}
