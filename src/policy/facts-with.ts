import { type Facts, factSpec, sampleFacts } from './facts.ts';

/** Sample facts with some of them changed or left out, named as in rules (`sender.active`); unknown ones are reported. */
export function factsWith(
  values: Readonly<Record<string, unknown>>,
  without: readonly string[],
  fault: (message: string) => void,
): Facts {
  const facts = sampleFacts() as unknown as Record<string, Record<string, unknown>>;
  for (const [name, value] of Object.entries(values)) {
    const wrong = wrongValue(name, value);
    if (wrong !== undefined) fault(wrong);
    else setFact(facts, name, value);
  }
  for (const name of without) {
    if (factSpec(name) === undefined) fault(`unknown fact '${name}'`);
    else setFact(facts, name, undefined);
  }
  return facts as unknown as Facts;
}

function setFact(facts: Record<string, Record<string, unknown>>, name: string, value: unknown): void {
  const [group = '', field = ''] = name.split('.');
  const fields = facts[group];
  if (fields !== undefined) fields[field] = value;
}

function wrongValue(name: string, value: unknown): string | undefined {
  const spec = factSpec(name);
  if (spec === undefined) return `unknown fact '${name}'`;
  const kinds = { bool: 'boolean', string: 'string', number: 'number', list: 'object', times: 'object' } as const;
  if (typeof value !== kinds[spec.type]) return `${name} is a ${spec.type}`;
  if (spec.values === undefined || spec.values.includes(String(value))) return undefined;
  return `${name} is never '${String(value)}'`;
}
