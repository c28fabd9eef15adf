import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ReasonEntry, readReasonCatalogue } from '#src/policy/index.ts';

/** Loads the catalogue of reason codes. @throws Error with one line naming what is wrong with it */
export async function loadReasonCatalogue(folder: string): Promise<readonly ReasonEntry[]> {
  const file = join(folder, 'reason-codes.yaml');
  const catalogue = readReasonCatalogue(parse(await readFile(file, 'utf8')));
  if (catalogue instanceof Map) return [...catalogue.values()];
  const [fault] = catalogue as readonly { path: string; message: string }[];
  throw new Error(`${file}: ${fault?.path} ${fault?.message}`);
}
