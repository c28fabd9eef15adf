import type { Reader, Tx } from '#src/db/index.ts';
import { AppError, type Fault, fault } from '#src/kernel/index.ts';
import { senderKey } from '#src/text/index.ts';
import { loadSenderByKey, type SenderSnapshot } from './load-sender.ts';
import type { SenderKind } from './sender.entity.ts';

/** The key of one sender of a shared short code: code and keyword, as callers write it (`40123 GOLD`). */
export function sharedKey(code: string, keyword: string): string {
  return senderKey(`${code} ${keyword}`);
}

/** Faults of a keyword: only short codes are shared, by one word that is no number. */
export function keywordFaults(kind: SenderKind, keyword: string | null): Fault[] {
  if (keyword === null) return [];
  const word = /^[\p{L}\p{M}\p{N}]+$/u.test(keyword) && /\p{L}/u.test(keyword);
  if (kind === 'short_code' && word) return [];
  return [
    fault(
      'sharedKeyword',
      'keyword',
      'only a short code is shared, by one word with a letter in it',
      'تنها کد کوتاه، و با یک واژهٔ حرف‌دار، مشترک می‌شود',
    ),
  ];
}

/**
 * Keeps a short code either dedicated to one sender or shared by keyword: whoever comes second with the other is
 * refused. @throws SENDER_TAKEN
 */
export async function reserveShortCode(tx: Tx, code: string, keyword: string | null): Promise<void> {
  // Two applicants at once would each see the code free: they take turns.
  await tx.execute(`select pg_advisory_xact_lock(hashtext('short code'), hashtext(?))`, [code]);
  const rows = await tx.execute<{ id: string }[]>(
    `select id from sender where kind = 'short_code' and address = ? and (shared_keyword is null) <> ?::boolean
       and status not in ('rejected', 'withdrawn', 'revoked') limit 1`,
    [code, keyword === null],
  );
  if (rows.length > 0) throw new AppError('SENDER_TAKEN');
}

/** A sender of a shared short code, and the message to it without its keyword. */
export interface SharedMessage {
  sender: SenderSnapshot;
  says: string;
}

interface SharedReading {
  keyword: string;
  says: string;
}

/**
 * Finds the sender of a shared short code whose keyword a message begins or ends with: `GOLD 11`, `11 GOLD`, and as
 * people write it `«طلا ۱۱»`, `Gold, STOP`, `طلا۱۱`.
 */
export async function loadSharedSender(reader: Reader, code: string, text: string): Promise<SharedMessage | null> {
  for (const { keyword, says } of readings(text)) {
    const sender = /\p{L}/u.test(keyword) ? await loadSenderByKey(reader, sharedKey(code, keyword)) : null;
    if (sender?.kind === 'short_code') return { sender, says };
  }
  return null;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** A word that stands against digits: `طلا۱۱`, `11GOLD`. */
const WORD_DIGITS = /^([\p{L}\p{M}]+)(\p{N}+)$/u;
const DIGITS_WORD = /^(\p{N}+)([\p{L}\p{M}]+)$/u;

/** What the keyword may be, and the rest that is said to its sender; a keyword with a digit in it comes first. */
function readings(text: string): SharedReading[] {
  const words = [...text.matchAll(WORD)];
  const [first, last] = [words.at(0), words.at(-1)];
  if (!first || !last) return [];
  const after = text.slice(first.index + first[0].length);
  const before = text.slice(0, last.index);
  const [, led = '', digitsAfter = ''] = WORD_DIGITS.exec(first[0]) ?? [];
  const [, digitsBefore = '', closed = ''] = DIGITS_WORD.exec(last[0]) ?? [];
  return [
    { keyword: first[0], says: after.trim() },
    { keyword: last[0], says: before.trim() },
    { keyword: led, says: (digitsAfter + after).trim() },
    { keyword: closed, says: (before + digitsBefore).trim() },
  ];
}
