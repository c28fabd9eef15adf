import { readFileSync } from 'node:fs';
import { judge } from '#src/content/index.ts';

/**
 * Microseconds per judgement: the median over rounds of the mean of a round, on texts of about 160 characters and on the
 * whole corpus of labelled messages.
 */
const ROUNDS = 41;

type Message = { readonly text: string };
const messages = readFileSync(new URL('../src/content/data/messages.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as Message).text);
const about160 = messages.filter(({ length }) => length >= 140 && length <= 180);

/** Processor time of this process in microseconds: on a shared machine the wall clock measures the others too. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function measure(name: string, texts: readonly string[]): void {
  for (let i = 0; i < 20_000; i += 1) judge(texts[i % texts.length]!);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = cpu();
    let judged = 0;
    while (judged < 1000) {
      for (const text of texts) judge(text);
      judged += texts.length;
    }
    rounds.push((cpu() - started) / judged);
  }
  const characters = Math.round(texts.reduce((sum, { length }) => sum + length, 0) / texts.length);
  console.log(
    `${name}: ${median(rounds).toFixed(1)} µs a judgement (${texts.length} texts, ${characters} characters on average)`,
  );
}

measure('about 160 characters', about160);
measure('all labelled messages', messages);
