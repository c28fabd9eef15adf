import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import {
  type CompiledPack,
  compile,
  diffPacks,
  type Flip,
  type Library,
  loadPacks,
  PackError,
  packNamed,
} from '#src/policy/index.ts';
import { readPolicyFiles } from './policy-files.ts';
import { UsageError } from './usage-error.ts';

/** Prints what pack `b` decides otherwise than pack `a`; each is the name of a loaded pack or a file. */
export function diffCommand(folder: string, a: string, b: string, now: Temporal.Instant): number {
  const { packs, library } = loadPacks(readPolicyFiles(folder));
  const [from, to] = [a, b].map((name) => packNamed(packs, name) ?? candidate(name, library)) as [
    CompiledPack,
    CompiledPack,
  ];
  const { onlyInA, onlyInB, changed, flips } = diffPacks(from, to, now);
  console.log(
    `a  ${from.name} ${from.version} ${from.digest.slice(0, 19)}…\nb  ${to.name} ${to.version} ${to.digest.slice(0, 19)}…\n`,
  );
  for (const rule of onlyInA) console.log(`-  ${rule}`);
  for (const rule of onlyInB) console.log(`+  ${rule}`);
  for (const { rule, parts } of changed) console.log(`~  ${rule}: ${parts.join(', ')}`);
  console.log(
    flips.length === 0
      ? '\nNo request is decided otherwise.'
      : `\n${flips.length} kinds of request are decided otherwise:`,
  );
  for (const flip of flips) printFlip(flip);
  return 0;
}

/** A pack in a file of its own, which need not pass its vectors to be compared. */
function candidate(file: string, library: Library): CompiledPack {
  if (!existsSync(file)) throw new UsageError(`'${file}' is neither a pack that loads nor a file`);
  try {
    return compile(parse(readFileSync(file, 'utf8')), library);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    throw new UsageError(`${basename(file)}: ${error.message}`);
  }
}

function printFlip({ from, to, because, sample }: Flip): void {
  console.log(`\n${from} → ${to}, by ${because}`);
  if (sample === null) {
    console.log('  no example: its parts are not in force on the same day');
    return;
  }
  console.log(`  at ${sample.at}`);
  for (const [name, value] of Object.entries(sample.facts)) console.log(`  ${name} = ${JSON.stringify(value)}`);
}
