import { type Fault, fault, invalidInput } from '#src/kernel/index.ts';

/** Columns that an import of consents may have; the first three it must. */
export const importColumns = [
  'msisdn',
  'action',
  'purpose',
  'channel',
  'source',
  'effectiveAt',
  'evidence',
  'expiresAt',
  'senderId',
  'touchpoint',
] as const;
export type ImportColumn = (typeof importColumns)[number];

const required = importColumns.slice(0, 3);
const known = new Set<string>(importColumns);

/** Reads the header of a CSV. @throws INVALID_INPUT naming every column that is unknown, missing or there twice */
export function readHeader(names: readonly string[]): ImportColumn[] {
  const columns = names.map((name) => name.trim());
  const faults: Fault[] = [];
  for (const [i, name] of columns.entries()) {
    if (!known.has(name)) faults.push(columnFault(i, 'unknown_column', 'unknown column', 'ستون ناشناخته', name));
    else if (columns.indexOf(name) < i) faults.push(columnFault(i, 'twice', 'column given twice', 'ستون تکراری', name));
  }
  for (const name of required)
    if (!columns.includes(name))
      faults.push(fault('header', 'missing_column', `column missing: ${name}`, `این ستون نیست: ${name}`));
  if (faults.length > 0) throw invalidInput(faults.slice(0, 100));
  return columns as ImportColumn[];
}

function columnFault(i: number, code: string, en: string, fa: string, name: string): Fault {
  const shown = name.slice(0, 40);
  return fault(`header.${i + 1}`, code, `${en}: ${shown}`, `${fa}: ${shown}`);
}
