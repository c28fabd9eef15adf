import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { type Fault, fault } from '#src/kernel/index.ts';

const derive = promisify(argon2);
/** OWASP's Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;
const MIN_LENGTH = 10;
const MAX_LENGTH = 200;

/** Hashes a password with argon2id, as a PHC string with its own salt and cost. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await derive('argon2id', { message: written(password), nonce, tagLength: 32, ...COST });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(hash)}`;
}

/** Compares a password with a stored hash; with none it takes as long and is false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(stored ?? NOBODY) ?? [];
  if (!salt || !tag) return false;
  const expected = Buffer.from(tag, 'base64');
  const given = await derive('argon2id', {
    message: written(password),
    nonce: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(expected, given) && stored !== null;
}

/** What is wrong with a password that someone wants to have. */
export function passwordFaults(path: string, password: string, personal: readonly string[]): Fault[] {
  const length = [...password].length;
  if (length < MIN_LENGTH)
    return [fault(path, 'too_short', 'at least 10 characters are needed', 'دست‌کم ۱۰ نویسه لازم است')];
  if (length > MAX_LENGTH)
    return [fault(path, 'too_long', 'at most 200 characters are taken', 'بیش از ۲۰۰ نویسه پذیرفته نمی‌شود')];
  const plain = password.toLowerCase();
  const guessable = new Set(plain).size < 5 || personal.some((word) => word.length > 3 && plain === word.toLowerCase());
  if (guessable)
    return [fault(path, 'guessable', 'this password is easy to guess', 'این گذرواژه به‌آسانی حدس زده می‌شود')];
  return [];
}

/** One password typed on two keyboards is one password (Unicode NFKC, as RFC 8265 § 4.2 asks). */
const written = (password: string) => password.normalize('NFKC');
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
/** A hash that no password has, of the same cost as real ones. */
const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(Buffer.alloc(16))}$${base64(Buffer.alloc(32))}`;
