import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';
import type { Config } from '#src/config.ts';
import { recordedTraffic } from '#src/gate/index.ts';
import { AppError } from '#src/kernel/index.ts';
import { type CompiledPack, type Library, loadPacks } from '#src/policy/index.ts';
import { compileCandidate, type FlipCount, newTally, replayTraffic, type Tally } from '#src/rulebook/index.ts';
import { readPolicyFiles } from './policy-files.ts';
import { runningDatabase } from './running-database.ts';
import { UsageError } from './usage-error.ts';

/** What to replay: a candidate pack's file, and how much of the traffic that its pack decided. */
export interface ReplayOptions {
  folder: string;
  file: string;
  days: number;
  limit: number;
}

const DAY_MS = 86_400_000;
const MOST_LISTED = 10;

/** Decides the recorded traffic of the last days again under a candidate and prints what flips. It only reads. */
export async function replayCommand(
  { folder, file, days, limit }: ReplayOptions,
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  now: Temporal.Instant,
): Promise<number> {
  const candidate = readCandidateFile(file, loadPacks(readPolicyFiles(folder)).library);
  const pool = new pg.Pool({ connectionString: runningDatabase(config), max: 1, application_name: 'mohr-policy' });
  try {
    await pool.query('select 1').catch((error: Error) => {
      throw new UsageError(`the database does not answer: ${error.message}`);
    });
    const until = new Date(now.epochMilliseconds);
    const since = new Date(until.getTime() - days * DAY_MS);
    const query = { pack: candidate.name, since, until, organizationId: null };
    const traffic = recordedTraffic(pool);
    const total = await traffic.count(query, limit);
    console.log(`candidate ${candidate.name} ${candidate.version} ${candidate.digest.slice(0, 19)}…`);
    console.log(`traffic   ${since.toISOString()} to ${until.toISOString()}: ${total} decisions\n`);
    const progress = { position: null, tally: newTally(candidate, query) };
    const started = performance.now();
    let said = started;
    for await (const _ of replayTraffic(traffic, query, candidate, progress, limit)) {
      if (performance.now() - said < 1000) continue;
      said = performance.now();
      console.error(`${progress.tally.decided} of ${total}…`);
    }
    const names = await organizationNames(pool, Object.keys(progress.tally.organizations));
    print(progress.tally, names, (performance.now() - started) / 1000);
    return 0;
  } finally {
    await pool.end();
  }
}

function readCandidateFile(file: string, library: Library): CompiledPack {
  if (!existsSync(file)) throw new UsageError(`there is no file '${file}'`);
  try {
    return compileCandidate(readFileSync(file, 'utf8'), library);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const faults = error.details.faults ?? [];
    throw new UsageError(
      `${file} does not compile:\n${faults.map(({ path, message }) => `  ${path.replace(/^candidate\.?/, '')}: ${message.en}`).join('\n')}`,
    );
  }
}

async function organizationNames(pool: pg.Pool, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; legal_name: string }>(
    'select id, legal_name from organization where id = any($1::uuid[])',
    [ids.filter(Boolean)],
  );
  return new Map(rows.map(({ id, legal_name }) => [id, legal_name]));
}

function print(tally: Tally, names: ReadonlyMap<string, string>, seconds: number): void {
  const { decided, same, flipped, otherInstant, otherReasons, notReplayable } = tally;
  const { factless, missing, elsewhere, missingFacts } = notReplayable;
  const line = (count: number, what: string) => console.log(`${String(count).padStart(9)}  ${what}`);
  line(decided, `decided again, in ${seconds.toFixed(1)} s`);
  line(same, 'as before');
  line(flipped, 'otherwise');
  if (otherInstant > 0) line(otherInstant, 'deferred as before, to another instant');
  if (otherReasons > 0) line(otherReasons, 'the same outcome for other reasons');
  if (missing > 0) line(missing, 'not replayable: facts that the candidate needs were not recorded');
  for (const [fact, count] of Object.entries(missingFacts)) line(count, `  lack ${fact}`);
  if (factless > 0) line(factless, 'not replayable: stored without their facts');
  if (elsewhere > 0) line(elsewhere, 'to countries that the candidate does not decide for');
  for (const rule of tally.notInForce) console.log(`note: ${rule} was in force at no time of this traffic`);
  for (const [kind, { flips, examples }] of Object.entries(tally.kinds))
    console.log(`\n${kind.replace('→', ' → ')}: ${flips}, for example ${examples.slice(0, 2).join(', ')}`);
  table('by rule', tally.rules, (rule) => rule);
  table('by organization', tally.organizations, (id) => names.get(id) ?? (id || '(none)'));
  table('by sender', tally.senders, (sender) => sender || '(not registered, or not the caller’s)');
}

function table(title: string, counts: Readonly<Record<string, FlipCount>>, name: (key: string) => string): void {
  const ranked = Object.entries(counts).sort(([, a], [, b]) => b.flips - a.flips);
  if (ranked.length === 0) return;
  console.log(`\n${title}`);
  for (const [key, { flips, kinds }] of ranked.slice(0, MOST_LISTED)) {
    const parts = Object.entries(kinds).map(([kind, count]) => `${kind.replace('→', ' → ')} ${count}`);
    console.log(`${String(flips).padStart(9)}  ${name(key)}  (${parts.join(', ')})`);
  }
  if (ranked.length > MOST_LISTED) console.log(`           and ${ranked.length - MOST_LISTED} more`);
}
