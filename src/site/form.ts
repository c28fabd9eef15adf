import type { IncomingMessage } from 'node:http';
import { AppError } from '#src/kernel/index.ts';
import { readBody } from '#src/web/index.ts';

const MAX_BYTES = 256 * 1024;

/** The fields of a form that was sent; all are text until a schema says otherwise. */
export interface Form {
  /** Whether anything was sent. */
  sent: boolean;
  /** Trimmed; '' where it is absent. */
  text(name: string): string;
  /** Trimmed; undefined where it is absent or blank. */
  maybe(name: string): string | undefined;
  /** As typed, for passwords and message texts. */
  exact(name: string): string;
  /** All values of a name. */
  all(name: string): string[];
  /** Lines of a text field, without the blank ones. */
  lines(name: string): string[];
  has(name: string): boolean;
}

/** The form of a request that sent none. */
export const noForm = formOf(new URLSearchParams(), false);

/** Wraps decoded fields. */
export function formOf(fields: URLSearchParams, sent = true): Form {
  const exact = (name: string) => (fields.get(name) ?? '').replaceAll('\r\n', '\n');
  const text = (name: string) => exact(name).trim();
  return {
    sent,
    exact,
    text,
    maybe: (name) => text(name) || undefined,
    all: (name) => fields.getAll(name),
    lines: (name) =>
      exact(name)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    has: (name) => fields.has(name),
  };
}

/** Reads a form as browsers send it. @throws TOO_LARGE, UNSUPPORTED_FILE */
export async function readForm(request: IncomingMessage): Promise<Form> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) throw new AppError('UNSUPPORTED_FILE');
  const body = await readBody(request, MAX_BYTES);
  return formOf(new URLSearchParams(body.toString('utf8')));
}
