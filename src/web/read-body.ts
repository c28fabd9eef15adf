import type { IncomingMessage } from 'node:http';
import { AppError } from '#src/kernel/index.ts';

/** Reads a request's body to the end, at most `maxBytes`. @throws TOO_LARGE */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes)
    throw new AppError('TOO_LARGE', { extra: { maxBytes } });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const chunks: Buffer[] = [];
  let size = 0;
  const take = (chunk: Buffer) => {
    size += chunk.length;
    if (size <= maxBytes) return void chunks.push(chunk);
    request.off('data', take).pause();
    reject(new AppError('TOO_LARGE', { extra: { maxBytes } }));
  };
  // Listeners cost a fraction of an iterator, which every request would pay.
  request.on('data', take).once('end', resolve).once('error', reject);
  request.once('close', () => request.complete || reject(gone()));
  await promise;
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** Nobody is left to read the answer; what is told of it is only counted. */
const gone = () => new AppError('MALFORMED_REQUEST');

/**
 * Reads a JSON body; no body at all counts as `{}` so that actions need none.
 * @throws MALFORMED_JSON, UNSUPPORTED_FILE when it is declared as something else, TOO_LARGE
 */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const bytes = await readBody(request, maxBytes);
  if (bytes.length === 0) return {};
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(type))
    throw new AppError('UNSUPPORTED_FILE', { extra: { accepted: 'application/json' } });
  const value = parse(bytes);
  // Raw UTF-8 was checked by the decoder; only escapes can smuggle in what no text may hold.
  if (bytes.includes(ESCAPE) && !isText(value)) throw new AppError('MALFORMED_REQUEST', { detail: notText });
  return value;
}

const ESCAPE = Buffer.from('\\u');
const MAX_DEPTH = 50;
const notText = {
  en: 'A string holds U+0000 or half of a surrogate pair, which are not text',
  fa: 'رشته‌ای نویسهٔ U+0000 یا نیمهٔ جفت جانشین دارد که متن نیست',
};

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw new AppError('MALFORMED_JSON');
  }
}

/** Whether every string of a JSON value, keys included, is text that a database can store. */
export function isText(value: unknown, depth = 0): boolean {
  // No body of ours is nested so deep: what is, was made to exhaust the stack.
  if (depth > MAX_DEPTH) return false;
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isText(key) && isText(item, depth + 1));
}

/** Strict: bytes that are not UTF-8 are an error, not U+FFFD. */
const decoder = new TextDecoder('utf-8', { fatal: true });
