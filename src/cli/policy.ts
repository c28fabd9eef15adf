import { parseArgs } from 'node:util';
import { factsPage, NotAnalysable } from '#src/policy/index.ts';
import { diffCommand } from './policy-diff.ts';
import { explainCommand } from './policy-explain.ts';
import { testCommand } from './policy-test.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run policy -- <command> [--dir policies]

  test                      compile every pack, run its vectors, name dead and contradictory rules
  facts                     the page of facts that conditions may read (docs/facts.md)
  explain <request.json>    decide a request and say of every rule how it stood   [--lang fa] [--all]
  diff <a> <b>              what pack b decides otherwise than pack a; packs by name or file   [--at <instant>]

A request is {"pack" or "country", "channel", "at", "facts": {"message.category": "promotional", …}, "without": []};
facts that it does not state are those of a message that nothing forbids.`;

const options = {
  dir: { type: 'string', default: 'policies' },
  lang: { type: 'string', default: 'en' },
  at: { type: 'string' },
  all: { type: 'boolean', default: false },
} as const;

function run(): number {
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
  throw new UsageError(usage);
}

try {
  process.exitCode = run();
} catch (error) {
  const expected =
    error instanceof UsageError || error instanceof NotAnalysable || (error instanceof TypeError && 'code' in error);
  console.error(expected ? error.message : error);
  process.exitCode = 2;
}
