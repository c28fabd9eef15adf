import { isIP } from 'node:net';
import type { Evidence } from '../evidence.ts';

/** What a row says of evidence, or what is wrong with it. */
export type RowEvidence = { evidence: Evidence | null } | { reason: string };

/** What an object of evidence may have, and how long each may be: as `POST /v1/consents` takes it. */
const longest = { documentId: 200, ip: 45, text: 10_000, url: 2000 } as const;
type Field = keyof typeof longest;

const isField = (name: string): name is Field => Object.hasOwn(longest, name);

/** Reads the evidence of a row: the wording alone, or in NDJSON an object. Blanks are none. */
export function rowEvidence(given: unknown): RowEvidence {
  const fields = typeof given === 'string' ? { text: given } : given;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return { reason: 'not_string' };
  const evidence: Evidence = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!isField(name)) return { reason: 'unknown' };
    if (value === null) continue;
    if (typeof value !== 'string') return { reason: 'not_string' };
    const reason = faultOf(name, value);
    if (reason) return { reason };
    if (value.trim() !== '') evidence[name] = value.trim();
  }
  return { evidence: Object.keys(evidence).length > 0 ? evidence : null };
}

function faultOf(name: Field, value: string): string | null {
  if (value.length > longest[name]) return 'too_long';
  if (value.includes('\0') || !value.isWellFormed()) return 'encoding';
  if (value.trim() === '') return null;
  if (name === 'ip' && isIP(value.trim()) === 0) return 'unknown';
  return name === 'url' && !URL.canParse(value) ? 'unknown' : null;
}
