import { z } from 'zod';
import type { Answer, Route } from './route.ts';

/**
 * Throws when an answer is not what its route promises in the OpenAPI document: a status that it does not name, or a
 * body that its schema refuses or does not know in full. For tests; in production the promise has been kept by them.
 */
export function checkAnswer(route: Route, { status, body }: Answer): void {
  const promised = route.answers[status];
  if (promised === undefined) throw new Error(`${route.operation} answers ${status}, which it does not promise`);
  if (typeof promised === 'string') return;
  const seen: unknown = JSON.parse(JSON.stringify(body));
  const result = promised.safeParse(seen);
  if (!result.success)
    throw new Error(`${route.operation} answers what it does not promise: ${z.prettifyError(result.error)}`);
  const extra = unknownFields(seen, result.data, '');
  if (extra.length > 0)
    throw new Error(`${route.operation} answers fields that it does not promise: ${extra.join(', ')}`);
}

/** Fields of `seen` that the schema dropped. */
function unknownFields(seen: unknown, known: unknown, path: string): string[] {
  if (typeof seen !== 'object' || seen === null || typeof known !== 'object' || known === null) return [];
  return Object.entries(seen).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return key in known ? unknownFields(value, (known as Record<string, unknown>)[key], at) : [at];
  });
}
