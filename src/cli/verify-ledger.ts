import { z } from 'zod';
import {
  leafHash as hashLeaf,
  type Jwks,
  type TreeHead,
  verifyConsistency,
  verifyInclusion,
  verifyTreeHead,
} from '#src/signing/index.ts';
import { readJson } from './verify-source.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const inclusionSchema = z.object({ seq: count, leafIndex: count, size: count, leafHash: hex, path: z.array(hex) });
const consistencySchema = z.object({ first: count, second: count, path: z.array(hex) });
const headSchema = z.object({
  size: count,
  rootHash: hex,
  timestamp: z.string(),
  keyId: z.string(),
  signature: z.string(),
});

/** What came out, and what is worth showing of it. */
export interface Finding {
  fault: string | null;
  lines: readonly string[];
}

/**
 * Verifies a ledger proof against one signed head (inclusion) or two (consistency), all from files or URLs; with an
 * opened entry, also that the proved leaf is that entry.
 */
export async function verifyLedger(
  jwks: Jwks,
  sources: readonly string[],
  entrySource: string | null = null,
): Promise<Finding> {
  const [proofSource = '', ...headSources] = sources;
  const proof = await readJson(proofSource);
  const heads: TreeHead[] = [];
  for (const source of headSources) heads.push(await readHead(source));
  const lines = heads.map((head) => `head of ${head.size} entries, ${head.timestamp}, root ${head.rootHash}`);
  const unsigned = heads.find((head) => !verifyTreeHead(jwks, head));
  if (unsigned) return { fault: `the head of size ${unsigned.size} is not signed by one of the keys`, lines };
  const fault = 'first' in proof ? consistencyFault(proof, heads) : inclusionFault(proof, heads, lines);
  if (fault !== null || entrySource === null) return { fault, lines };
  return { fault: entryFault(await readJson(entrySource), proof, lines), lines };
}

const entrySchema = z.object({ seq: count, record: z.string(), blind: hex });

/** The leaf of an entry is made of its blind and its record, as docs/ledger-proofs.md says. */
function entryFault(value: unknown, proof: Record<string, unknown>, lines: string[]): string | null {
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) return 'this is not an entry of the ledger';
  const { seq, record, blind } = parsed.data;
  const leaf = hashLeaf(Buffer.concat([bytes(blind), Buffer.from(record)])).toString('hex');
  lines.push(record);
  return seq === proof.seq && leaf === proof.leafHash ? null : 'the proved leaf is not this entry';
}

async function readHead(source: string): Promise<TreeHead> {
  const parsed = headSchema.safeParse(await readJson(source));
  if (!parsed.success) throw new Error(`${source} is not a ledger head`);
  return parsed.data;
}

function inclusionFault(value: unknown, heads: readonly TreeHead[], lines: string[]): string | null {
  const parsed = inclusionSchema.safeParse(value);
  if (!parsed.success) return 'this is not an inclusion proof';
  const { seq, leafIndex, size, leafHash, path } = parsed.data;
  lines.push(`entry ${seq}, leaf ${leafHash}`);
  const head = heads.find((one) => one.size === size);
  if (!head) return `the proof is for ${size} entries; no head of that size was given`;
  if (leafIndex !== seq - 1) return 'the leaf is not the one of that entry';
  const proof = { leafIndex, size, leafHash: bytes(leafHash), path: path.map(bytes) };
  return verifyInclusion(proof, bytes(head.rootHash)) ? null : 'the path does not lead to the root of the head';
}

function consistencyFault(value: unknown, heads: readonly TreeHead[]): string | null {
  const parsed = consistencySchema.safeParse(value);
  if (!parsed.success) return 'this is not a consistency proof';
  const { first, second, path } = parsed.data;
  const [older, newer] = [first, second].map((size) => heads.find((head) => head.size === size));
  if (!older || !newer) return `the proof needs the heads of ${first} and ${second} entries`;
  const roots = { firstRoot: bytes(older.rootHash), secondRoot: bytes(newer.rootHash) };
  const holds = verifyConsistency({ first, second, ...roots, path: path.map(bytes) });
  return holds ? null : 'the later ledger does not begin with the earlier one: it was rewritten';
}

const bytes = (value: string): Buffer => Buffer.from(value, 'hex');
