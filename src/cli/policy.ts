import { parseArgs } from 'node:util';
import { readConfig } from '#src/config.ts';
import { factsPage, NotAnalysable } from '#src/policy/index.ts';
import { diffCommand } from './policy-diff.ts';
import { explainCommand } from './policy-explain.ts';
import { replayCommand } from './policy-replay.ts';
import { testCommand } from './policy-test.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run policy -- <command> [--dir policies]

  test                      compile every pack, run its vectors, name dead and contradictory rules
  facts                     the page of facts that conditions may read (docs/facts.md)
  explain <request.json>    decide a request and say of every rule how it stood   [--lang fa] [--all]
  diff <a> <b>              what pack b decides otherwise than pack a; packs by name or file   [--at <instant>]
  replay --pack <file>      decide recorded traffic again under a candidate pack   [--days 7] [--limit <decisions>]
  retention                 what would be dropped now, as the packs say how long records are kept   [--at <instant>]

A request is {"pack" or "country", "channel", "at", "facts": {"message.category": "promotional", …}, "without": []};
facts that it does not state are those of a message that nothing forbids.
A replay reads the service's database and changes nothing: that of DATABASE_URL, or the embedded one of a service that
runs with the same DATA_DIR.`;

const options = {
  dir: { type: 'string', default: 'policies' },
  lang: { type: 'string', default: 'en' },
  at: { type: 'string' },
  all: { type: 'boolean', default: false },
  pack: { type: 'string' },
  days: { type: 'string', default: '7' },
  limit: { type: 'string', default: '1000000000' },
} as const;

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [command, first, second] = positionals;
  const now = values.at === undefined ? Temporal.Now.instant() : Temporal.Instant.from(values.at);
  const language = values.lang === 'fa' ? 'fa' : 'en';
  if (command === 'test') return testCommand(values.dir, now);
  if (command === 'facts') {
    process.stdout.write(factsPage());
    return 0;
  }
  if (command === 'explain' && first !== undefined) return explainCommand(values.dir, first, language, values.all, now);
  if (command === 'diff' && first !== undefined && second !== undefined)
    return diffCommand(values.dir, first, second, now);
  if (command === 'retention') {
    // It alone needs the workers.
    const { retentionCommand } = await import('./policy-retention.ts');
    return retentionCommand(values.dir, readConfig(), now);
  }
  if (command === 'replay' && values.pack !== undefined) {
    const [days, limit] = [positive('days', values.days), positive('limit', values.limit)];
    return replayCommand({ folder: values.dir, file: values.pack, days, limit }, readConfig(), now);
  }
  throw new UsageError(usage);
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`--${name} takes a positive whole number, not '${value}'`);
}

try {
  process.exitCode = await run();
} catch (error) {
  const expected =
    error instanceof UsageError || error instanceof NotAnalysable || (error instanceof TypeError && 'code' in error);
  console.error(expected ? error.message : error);
  process.exitCode = 2;
}
