import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All YAML files of a policy folder by their path relative to it, with forward slashes. */
export function readPolicyFiles(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return new Map(files.sort().map((file) => [file.replaceAll('\\', '/'), readFileSync(join(folder, file), 'utf8')]));
}
