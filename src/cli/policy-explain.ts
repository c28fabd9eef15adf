import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  type CompiledPack,
  choosePack,
  type Explanation,
  explain,
  factsWith,
  type Language,
  loadPacks,
  packNamed,
  type Reason,
} from '#src/policy/index.ts';
import { readPolicyFiles } from './policy-files.ts';
import { UsageError } from './usage-error.ts';

const requestSchema = z.strictObject({
  pack: z.string().optional(),
  country: z.string().default(''),
  channel: z.enum(['sms', 'whatsapp']).default('sms'),
  at: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).default({}),
  without: z.array(z.string()).default([]),
});
type Request = z.infer<typeof requestSchema>;

/** Decides the request of a JSON file and prints the decision with the rules behind it; `all` prints silent rules too. */
export function explainCommand(
  folder: string,
  file: string,
  language: Language,
  all: boolean,
  now: Temporal.Instant,
): number {
  const request = readRequest(file);
  const pack = packOf(request, loadPacks(readPolicyFiles(folder)).packs);
  const facts = factsWith(request.facts, request.without, (message) => {
    throw new UsageError(`${file}: ${message}`);
  });
  const at = request.at === undefined ? now : Temporal.Instant.from(request.at);
  print(explain(pack, facts, at), language, all);
  return 0;
}

function readRequest(file: string): Request {
  const parsed = requestSchema.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  throw new UsageError(
    `${file}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function packOf(request: Request, packs: ReadonlyMap<string, CompiledPack>): CompiledPack {
  if (request.pack === undefined) return choosePack(packs, request.country, request.channel);
  const pack = packNamed(packs, request.pack);
  if (pack === undefined)
    throw new UsageError(`there is no pack '${request.pack}' that loads; there are ${[...packs.keys()].join(', ')}`);
  return pack;
}

function print({ pack, version, digest, at, decision, rules }: Explanation, language: Language, all: boolean): void {
  const until = decision.notBefore === null ? '' : `, not before ${decision.notBefore}`;
  console.log(`${decision.outcome}${until}   (pack ${pack} ${version} ${digest.slice(0, 19)}…, at ${at})`);
  for (const reason of decision.reasons) printReason(reason, language);
  for (const coming of decision.upcoming) {
    console.log(
      `\nfrom ${coming.from}: ${coming.effect} ${coming.code} (${coming.rule})\n  ${coming.message[language]}`,
    );
  }
  const silent = rules.filter((rule) => rule.state !== 'fired' && rule.state !== 'undecided');
  console.log(`\n${silent.length} of ${rules.length} rules stayed silent${all ? '' : ' (--all lists them)'}`);
  if (!all) return;
  for (const rule of silent) {
    console.log(`\n${rule.state.padEnd(12)} ${rule.rule}: ${rule.when}`);
    for (const [name, value] of Object.entries(rule.facts))
      console.log(`  ${name} = ${JSON.stringify(value) ?? 'missing'}`);
  }
}

function printReason(reason: Reason, language: Language): void {
  console.log(`\n${reason.effect} ${reason.code} (${reason.rule})`);
  console.log(`  ${reason.message[language]}`);
  console.log(`  remedy: ${reason.remedy[language]}`);
  console.log(`  basis: ${reason.basis.source} [${reason.basis.confidence}]`);
  if (reason.basis.note !== undefined) console.log(`  note: ${reason.basis.note}`);
  for (const other of reason.basis.contradictedBy ?? []) console.log(`  against it: ${other}`);
  if (reason.allowedAt !== undefined) console.log(`  allowed at: ${reason.allowedAt}`);
  if (reason.evidence !== undefined) console.log(`  evidence: ${reason.evidence.join(', ')}`);
}
