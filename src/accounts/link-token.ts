import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid } from '#src/kernel/index.ts';

/** The secret part of a link's address, derived from its id so that it is stored nowhere. */
export function linkToken(codeKey: Buffer, id: string): string {
  return `${id}.${mac(codeKey, id).toString('base64url')}`;
}

/** The id of the link that a token was made for, or null where it was not made here. */
export function linkOfToken(codeKey: Buffer, token: string): string | null {
  const [id = '', given = ''] = token.split('.', 2);
  if (!isUuid(id)) return null;
  const expected = mac(codeKey, id);
  const bytes = Buffer.from(given, 'base64url');
  return bytes.length === expected.length && timingSafeEqual(bytes, expected) ? id : null;
}

const mac = (codeKey: Buffer, id: string) => createHmac('sha256', codeKey).update(`user link ${id}`).digest();
