import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = dirname(createRequire(import.meta.url).resolve('@tabler/icons/outline/check.svg'));
const known = new Map<string, string>();

/** An icon of the Tabler set as inline SVG; it says nothing that the words beside it do not. */
export function icon(name: string): string {
  const had = known.get(name);
  if (had) return had;
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`no icon ${name}`);
  const source = readFileSync(join(folder, `${name}.svg`), 'utf8');
  const paths = [...source.matchAll(/<(?:path|circle|rect|line)\b[^>]*>/g)].map(([tag]) => tag);
  const drawn = paths.filter((tag) => !tag.includes('stroke="none"')).join('');
  const svg = `<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${drawn}</svg>`;
  known.set(name, svg);
  return svg;
}
