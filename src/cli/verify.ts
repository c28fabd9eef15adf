import { parseArgs } from 'node:util';
import { readConfig } from '#src/config.ts';
import { type Jwks, type Timed, verifyReceipt } from '#src/signing/index.ts';
import { type Finding, verifyLedger } from './verify-ledger.ts';
import { readJwks } from './verify-source.ts';

const USAGE = `usage:
  npm run verify -- <receipt> [--jwks <file or URL>]
  npm run verify -- ledger <proof.json> <head.json> [<later-head.json>] [--entry <entry.json>] [--jwks <file or URL>]

A receipt is the text that a decision carries. A proof is an answer of /v1/ledger/proof (one head: the one of the
proof's size) or of /v1/ledger/consistency (two heads: first and second). An entry is an answer of
/v1/ledger/entries/{seq}: then it is checked, too, that the proved leaf is that entry. Without --jwks the keys are asked
of the service at PUBLIC_URL.`;

/** Runs the command and answers its exit code: 0 it holds, 1 it does not, 2 it could not be judged. */
export async function runVerify(args: readonly string[], print: (line: string) => void): Promise<number> {
  const parsed = parse(args);
  if (!parsed) {
    print(USAGE);
    return 2;
  }
  try {
    const jwks = await readJwks(parsed.jwks);
    print(`keys from ${parsed.jwks}`);
    const [first = '', ...files] = parsed.words;
    if (first === 'ledger') return report(await verifyLedger(jwks, files, parsed.entry), print);
    return report(checkReceipt(jwks, first), print);
  } catch (error) {
    print(`cannot verify: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

function report({ fault, lines }: Finding, print: (line: string) => void): number {
  for (const line of lines) print(`  ${line}`);
  print(fault === null ? 'VERIFIED' : `NOT VERIFIED: ${fault}`);
  return fault === null ? 0 : 1;
}

function checkReceipt(jwks: Jwks, token: string): Finding {
  const result = verifyReceipt<Timed & Record<string, unknown>>(jwks, token.trim(), Date.now() / 1000);
  // An expired receipt still proves what was decided: it only no longer permits the message.
  const late = !result.ok && result.fault === 'expired';
  const known = late
    ? verifyReceipt<Timed & Record<string, unknown>>(jwks, token.trim(), 0, { anyTime: true })
    : result;
  if (!known.ok) return { fault: FAULTS[known.fault], lines: [] };
  const lines = Object.entries(known.claims).map(([name, value]) => `${name.padEnd(9)} ${show(name, value)}`);
  return { fault: null, lines: late ? [...lines, 'genuine, but expired: it no longer permits the message'] : lines };
}

const FAULTS = {
  malformed: 'this is not a receipt',
  unknown_key: 'it names a key that is not in the key set',
  bad_signature: 'the signature does not belong to the content',
  not_yet_valid: 'it claims to have been issued in the future',
  expired: 'it has expired',
};

function show(name: string, value: unknown): string {
  const isTime = (name === 'iat' || name === 'exp') && typeof value === 'number';
  return isTime ? new Date(value * 1000).toISOString() : JSON.stringify(value).replaceAll(/^"|"$/g, '');
}

function parse(args: readonly string[]): { words: string[]; jwks: string; entry: string | null } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { jwks: { type: 'string' }, entry: { type: 'string' } },
      allowPositionals: true,
    });
    const [first, ...more] = positionals;
    const complete = first === 'ledger' ? more.length === 2 || more.length === 3 : first && more.length === 0;
    if (!complete) return null;
    return {
      words: positionals,
      entry: values.entry ?? null,
      jwks: values.jwks ?? `${readConfig().publicUrl}/.well-known/jwks.json`,
    };
  } catch {
    return null;
  }
}

if (import.meta.main) process.exitCode = await runVerify(process.argv.slice(2), console.log);
