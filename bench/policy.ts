import { join } from 'node:path';
import { type ConditionProperties, Engine, type NestedCondition } from 'json-rules-engine';
import { readPolicyFiles } from '#src/cli/policy-files.ts';
import { loadSlots } from '#src/policy/evaluate.ts';
import type { Expression } from '#src/policy/expression.ts';
import { type CompiledPack, evaluate, type Facts, factsWith, loadPacks } from '#src/policy/index.ts';
import { timeForbids } from '#src/policy/timing.ts';

/*
 * Full evaluations of the Iranian pack with explanation, against json-rules-engine with the same rules. The rival is
 * given flat facts and ready-made answers for windows and caps, which we compute; its explanation is the result tree
 * that it returns. Both must name the same rules for each message.
 */

const pack = loadPacks(readPolicyFiles(join(import.meta.dirname, '../policies'))).packs.get('ir');
if (pack === undefined) throw new Error('the Iranian pack does not load');

const promotion = {
  'message.category': 'promotional',
  'message.promotional': true,
  'message.hasOptOutNotice': true,
  'sender.lineClass': 'promotional',
  'consent.promotional': 'opted_in',
};
const noon = Temporal.Instant.from('2026-11-23T12:00:00+03:30');
const night = Temporal.Instant.from('2026-11-23T23:30:00+03:30');
const messages: Record<string, [Record<string, unknown>, Temporal.Instant]> = {
  'a transactional message that passes': [{}, noon],
  'promotion that passes': [promotion, noon],
  'promotion that waits for the morning': [promotion, night],
  'promotion with four reasons against it': [
    { ...promotion, 'message.hasOptOutNotice': false, 'consent.promotional': 'none', 'recipient.nationalBlock': true },
    night,
  ],
};

/** A condition of ours in the rival's terms. */
function translate(expression: Expression, wanted = true): NestedCondition {
  switch (expression.kind) {
    case 'defined':
      return translate(expression.meaning, wanted);
    case 'fact':
      return { fact: expression.name, operator: 'equal', value: wanted };
    case 'not':
      return translate(expression.of, !wanted);
    case 'and':
    case 'or': {
      const both = [translate(expression.left, wanted), translate(expression.right, wanted)];
      return (expression.kind === 'and') === wanted ? { all: both } : { any: both };
    }
    case 'compare':
    case 'in':
      return comparison(expression, wanted);
    default:
      throw new Error(`the benchmark cannot translate '${expression.kind}'`);
  }
}

function comparison(expression: Extract<Expression, { kind: 'compare' | 'in' }>, wanted: boolean): ConditionProperties {
  const { left, right } = expression;
  if (expression.kind === 'in' && left.kind === 'fact' && right.kind === 'list') {
    return { fact: left.name, operator: wanted ? 'in' : 'notIn', value: right.items };
  }
  if (expression.kind === 'compare' && right.kind === 'literal') {
    if (left.kind === 'fact') {
      const equal = (expression.op === '==') === wanted;
      return { fact: left.name, operator: equal ? 'equal' : 'notEqual', value: right.value };
    }
    if (left.kind === 'size' && left.of.kind === 'fact' && expression.op === '>' && wanted) {
      return { fact: left.of.name, operator: 'longerThan', value: right.value };
    }
  }
  throw new Error('the benchmark cannot translate this comparison');
}

function rivalEngine(rules: CompiledPack): Engine {
  const engine = new Engine([], { allowUndefinedFacts: false });
  engine.addOperator('longerThan', (list: unknown[], length: number) => list.length > length);
  for (const rule of rules.rules) {
    const timed = rule.window !== undefined || rule.cap !== undefined;
    const conditions = [translate(rule.expression)];
    if (timed) conditions.push({ fact: `forbids ${rule.name}`, operator: 'equal', value: true });
    engine.addRule({ name: rule.name, conditions: { all: conditions }, event: { type: rule.source.code } });
  }
  return engine;
}

function rivalFacts(rules: CompiledPack, facts: Facts, at: Temporal.Instant): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  for (const [group, fields] of Object.entries(facts)) {
    for (const [field, value] of Object.entries(fields)) flat[`${group}.${field}`] = value;
  }
  const slots = loadSlots(rules, facts);
  for (const rule of rules.rules) {
    if (rule.window === undefined && rule.cap === undefined) continue;
    flat[`forbids ${rule.name}`] = timeForbids(rules, rule, slots, at.epochMilliseconds) === true;
  }
  return flat;
}

/** Median over rounds of microseconds per call. */
async function medianMicroseconds(calls: number, run: () => unknown): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < 11; round += 1) {
    const start = process.hrtime.bigint();
    for (let call = 0; call < calls; call += 1) {
      const answer = run();
      if (answer instanceof Promise) await answer;
    }
    rounds.push(Number(process.hrtime.bigint() - start) / calls / 1000);
  }
  return rounds.sort((a, b) => a - b)[5] ?? Number.NaN;
}

const rival = rivalEngine(pack);
console.log(`pack ir ${pack.version}: ${pack.rules.length} rules; Node ${process.version}; median of 11 rounds`);
console.log('message'.padEnd(42), 'mohr µs'.padStart(9), 'json-rules-engine µs'.padStart(21), 'times'.padStart(7));
for (const [name, [values, at]] of Object.entries(messages)) {
  const facts = factsWith(values, [], (fault) => {
    throw new Error(fault);
  });
  const flat = rivalFacts(pack, facts, at);
  const ours = evaluate(pack, facts, at).reasons.map((reason) => reason.rule);
  const theirs = (await rival.run(flat)).results.map((result) => result.name);
  if (ours.sort().join() !== theirs.sort().join()) throw new Error(`${name}: ${ours.join()} against ${theirs.join()}`);
  const mine = await medianMicroseconds(20_000, () => evaluate(pack, facts, at));
  const other = await medianMicroseconds(200, () => rival.run(flat));
  console.log(
    name.padEnd(42),
    mine.toFixed(2).padStart(9),
    other.toFixed(1).padStart(21),
    (other / mine).toFixed(0).padStart(7),
  );
}
