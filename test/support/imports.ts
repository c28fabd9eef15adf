import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One source file with what it imports. */
export interface SourceFile {
  /** Path below `src`, with slashes. */
  path: string;
  text: string;
  imports: string[];
}

/** Reads all TypeScript files below a folder. */
export function readSources(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const text = readFileSync(file, 'utf8');
      return { path: relative(root, file), text, imports: importsOf(text) };
    });
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** The floors of `docs/architecture.md`, lowest first, each with its rooms from left to right. */
export function readFloors(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => /^\| (pure|tools|rooms|doors) \|/.test(line))
    .map((line) => [...(line.split('|')[2] ?? '').matchAll(/`([\w-]+)`/g)].map((match) => match[1] ?? ''));
}

const OUTSIDE = /^(node:)?(fs|net|http|https|child_process|dns|tls|dgram|worker_threads|cluster|os)(\/|$)/;
const IMPURE =
  /\b(Date\.now|Math\.random|Temporal\.Now|performance\.now|new Date\(\)|process\.|randomUUID|randomBytes|fetch)\b|new Date\(\)/;
const TRANSPORT = /^(koa|@koa\/|bull|smpp)($|\/)?/;
const VAGUE = /(^|\/)(utils?|helpers?|common|misc)[^/]*$/;
const MAX_LINES = 300;
/** `ids.ts` and `clock.ts` are where the pure floor says what an id and a clock are. */
const MAY_BE_IMPURE = new Set(['kernel/ids.ts', 'kernel/clock.ts']);

/** Every breach of the architecture, as one line each. */
export function breaches(files: readonly SourceFile[], floors: readonly string[][]): string[] {
  const order = floors.flat();
  const pure = new Set(floors[0]);
  const business = new Set(floors[2]);
  return files.flatMap((file) => {
    const room = file.path.includes('/') ? (file.path.split('/')[0] ?? '') : null;
    const found: string[] = [];
    const say = (what: string) => found.push(`${file.path}: ${what}`);
    if (VAGUE.test(file.path)) say('has a name that says nothing');
    if (!isData(file) && file.text.split('\n').length > MAX_LINES) say(`is longer than ${MAX_LINES} lines`);
    if (
      file.path !== 'config.ts' &&
      /\bprocess\.env\b(?!,)/.test(code(file.text)) &&
      file.path !== 'db/embedded/cluster.ts'
    )
      say('reads process.env');
    if (room === null) return found;
    if (!order.includes(room)) say(`is in a room that the table does not name`);
    if (pure.has(room) && !MAY_BE_IMPURE.has(file.path) && IMPURE.test(code(file.text)))
      say(`is not pure: ${IMPURE.exec(code(file.text))?.[0]}`);
    for (const target of file.imports) {
      if (pure.has(room) && OUTSIDE.test(target)) say(`imports ${target}`);
      if (business.has(room) && TRANSPORT.test(target)) say(`imports ${target}`);
      const wrong = wrongImport(file.path, room, target, order);
      if (wrong) say(wrong);
    }
    return found;
  });
}

function wrongImport(path: string, room: string, target: string, order: readonly string[]): string | null {
  if (target.startsWith('..') && join(path, '..', target).split('/')[0] !== room)
    return `imports ${target} by a relative path`;
  const [, other, rest] = /^#src\/([^/]+)(?:\/(.*))?$/.exec(target) ?? [];
  if (!other || other === room) return null;
  if (rest === undefined) return isDoor(room, order) && /^(house|config)\.ts$/.test(other) ? null : `imports ${target}`;
  if (rest !== 'index.ts') return `imports ${target}, not the room's index.ts`;
  if (order.indexOf(other) > order.indexOf(room)) return `imports ${other}, which is above it`;
  return null;
}

const isDoor = (room: string, order: readonly string[]) => order.indexOf(room) >= order.indexOf('web');

/** Mostly rows of literals: a table of facts, which is as long as the facts are. */
function isData({ text, path }: SourceFile): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const literal = lines.filter((line) =>
    /^\s*(\[|\{|['"`\d]|[\w'"-]+:\s|[\]})]|\w+\($|['"].*,$|\/\/|\*|\/\*)/.test(line),
  );
  return /(table|data|lexicon|model|area-codes|zones)/.test(path) || literal.length > lines.length * 0.8;
}

/** The text without comments and strings. */
function code(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g, ' ');
}
