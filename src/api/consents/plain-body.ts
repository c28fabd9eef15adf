import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '#src/kernel/index.ts';

/**
 * The media type of a streamed upload, one of `types`.
 * @throws UNSUPPORTED_FILE for another type, a charset other than UTF-8, or a compressed body: what a small upload
 * unpacks to has no bound
 */
export function plainBody(headers: IncomingHttpHeaders, types: readonly string[]): string {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  const encoding = headers['content-encoding'] ?? 'identity';
  const readable = (charset ?? 'utf-8') === 'utf-8' && encoding === 'identity';
  if (!types.includes(type) || !readable)
    throw new AppError('UNSUPPORTED_FILE', { extra: { accepted: types.map((one) => `${one}; charset=utf-8`) } });
  return type;
}
