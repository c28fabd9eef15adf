import { Environment } from '@marcbachmann/cel-js';
import test from 'ava';
import fc from 'fast-check';
import { ConditionParser } from '#src/policy/conditions.ts';
import { factSpec, sampleFacts } from '#src/policy/facts.ts';
import { lower } from '#src/policy/lower.ts';
import { isFactSlot, SlotTable } from '#src/policy/slot-table.ts';

const bools = ['message.promotional', 'sender.active', 'recipient.nationalBlock'];
const strings = ['message.declared', 'sender.status', 'recipient.country'];
const lists = ['message.sensitive', 'recipient.regions'];
const words = ['', 'otp', 'vas', 'a'];

const quoted = fc.constantFrom(...words).map((word) => JSON.stringify(word));
const atom = fc.oneof(
  fc.constantFrom(...bools),
  fc
    .tuple(fc.constantFrom(...strings), fc.constantFrom('==', '!='), fc.constantFrom('""', '"otp"', '"vas"'))
    .map((p) => p.join(' ')),
  fc
    .tuple(
      fc.constantFrom('sender.status', 'recipient.country'),
      fc.constantFrom('startsWith', 'endsWith', 'contains'),
      quoted,
    )
    .map(([s, f, w]) => `${s}.${f}(${w})`),
  fc
    .tuple(fc.constantFrom(...strings), fc.array(fc.constantFrom('"otp"', '"vas"'), { minLength: 1, maxLength: 2 }))
    .map(([s, w]) => `${s} in [${w.join(', ')}]`),
  fc.tuple(quoted, fc.constantFrom(...lists)).map(([w, l]) => `${w} in ${l}`),
  fc
    .tuple(fc.constantFrom(...lists), fc.constantFrom('exists', 'all'), quoted)
    .map(([l, q, w]) => `${l}.${q}(x, x == ${w} || sender.active)`),
  fc
    .tuple(fc.constantFrom(...lists), fc.constantFrom('>', '>=', '<', '<='), fc.nat(3))
    .map(([l, op, n]) => `size(${l}) ${op} ${n}`),
  fc.tuple(fc.constantFrom('>', '>=', '<', '<='), fc.nat(3)).map(([op, n]) => `message.segments ${op} ${n}`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    tie('condition').map((inner) => `!(${inner})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    fc.tuple(tie('condition'), tie('condition'), tie('condition')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
  ),
}));

const values = {
  bool: fc.boolean(),
  string: fc.constantFrom('', 'otp', 'vas'),
  number: fc.nat(4),
  list: fc.array(fc.constantFrom(...words), { maxLength: 3 }),
  times: fc.constant([]),
};
const names = [...bools, ...strings, ...lists, 'message.segments'];
const facts = fc.record(Object.fromEntries(names.map((name) => [name, values[factSpec(name)?.type ?? 'bool']])), {
  requiredKeys: [],
}) as fc.Arbitrary<Record<string, unknown>>;

function byGroup(flat: Record<string, unknown>): Record<string, Record<string, unknown>> {
  const groups: Record<string, Record<string, unknown>> = Object.fromEntries(
    Object.keys(sampleFacts()).map((group) => [group, {}]),
  );
  for (const [name, value] of Object.entries(flat)) {
    const [group = '', field = ''] = name.split('.');
    (groups[group] ?? {})[field] = value;
  }
  return groups;
}

/** What CEL itself answers; undefined where it reports an error, as it does for a fact that is not there. */
function byCel(source: string, flat: Record<string, unknown>): unknown {
  try {
    return new Environment({ unlistedVariablesAreDyn: true }).evaluate(source, byGroup(flat));
  } catch {
    return undefined;
  }
}

function byUs(source: string, flat: Record<string, unknown>): unknown {
  const expression = new ConditionParser().parse(source);
  if (typeof expression === 'string') throw new Error(`${source}: ${expression}`);
  const table = new SlotTable();
  const decide = lower(expression, table);
  return decide(table.names.map((name) => (isFactSlot(name) ? flat[name] : undefined)));
}

test('a compiled condition answers what the CEL interpreter answers, with facts present or missing', (t) => {
  fc.assert(
    fc.property(condition, facts, (source, flat) => {
      t.is(byUs(source, flat), byCel(source, flat), source);
    }),
    { numRuns: 2000 },
  );
});

const refused: Record<string, [string, RegExp]> = {
  'a fact that does not exist': ['message.colour == "red"', /unknown fact/],
  'a group that does not exist': ['weather.rain', /unknown fact/],
  'a word that the fact can never be': ['consent.promotional == "optedin"', /is never 'optedin'/],
  'such a word in a list': ['message.category in ["otp", "opt"]', /is never 'opt'/],
  'a text compared with a number': ['message.category == 3', /no such overload/],
  'a value that is not true or false': ['message.segments', /must be true or false/],
  'broken syntax': ['message.fraud &&', /Unexpected/],
  'arithmetic, which packs do not need': ['message.segments + 1.0 > 2.0', /not available/],
  'a function outside the supported part': ['message.declared.matches("a")', /not available/],
  'a group used as if it were a fact': ['sender == sender', /no such overload/],
  'the same name bound twice': ['message.sensitive.exists(x, message.forbidden.exists(x, x == "a"))', /already bound/],
};
for (const [what, [source, why]] of Object.entries(refused)) {
  test(`a condition with ${what} is refused`, (t) => {
    const answer = new ConditionParser().parse(source);
    t.regex(typeof answer === 'string' ? answer : 'accepted', why);
  });
}

test('a definition may use earlier ones and may not take the name of a group', (t) => {
  const parser = new ConditionParser();
  parser.nameList('essential', ['otp']);
  t.is(parser.define('ours', 'sender.registered && sender.ownedByCaller'), undefined);
  t.is(parser.define('usable', 'ours && sender.active'), undefined);
  t.regex(parser.define('sender', 'ours') ?? '', /taken/);
  t.regex(parser.define('usable', 'ours') ?? '', /taken/);
  for (const word of ['true', 'null', 'essential', 'usable']) t.regex(parser.define(word, 'ours') ?? '', /taken/, word);
  t.regex(parser.define('package', 'ours') ?? '', /word of the language/);
  t.regex(parser.define('loop', 'later && ours') ?? '', /unknown fact/);
  t.is(typeof parser.parse('usable && !message.fraud'), 'object');
});
