import test from 'ava';
import fc from 'fast-check';
import { restoreFacts, storeFacts } from '#src/gate/stored-facts.ts';
import { type Facts, factTable, sampleFacts } from '#src/policy/index.ts';

const anyValue = fc.oneof(fc.boolean(), fc.string(), fc.integer(), fc.array(fc.string()), fc.array(fc.integer()));
const anyFacts = fc.record(
  Object.fromEntries(
    Object.entries(factTable).map(([group, fields]) => [
      group,
      fc.record(
        Object.fromEntries(
          Object.entries(fields).map(([field, { sample }]) => [field, fc.oneof(fc.constant(sample), anyValue)]),
        ),
      ),
    ]),
  ),
) as unknown as fc.Arbitrary<Facts>;

test('every fact has an ordinary value', (t) => {
  const known = restoreFacts({ generations: 99, differs: {} }) as unknown as Record<string, object>;
  const names = (groups: object) => Object.entries(groups).flatMap(([g, f]) => Object.keys(f).map((n) => `${g}.${n}`));
  t.deepEqual(names(known).toSorted(), names(factTable).toSorted());
});

test('what is stored gives the same facts again', (t) => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      t.deepEqual(restoreFacts(JSON.parse(JSON.stringify(storeFacts(facts)))), facts);
    }),
    { numRuns: 50 },
  );
});

test('of an ordinary message little is stored', (t) => {
  const { differs } = storeFacts(restoreFacts({ generations: 1, differs: {} }));
  t.deepEqual(differs, {});
  t.true(JSON.stringify(storeFacts(sampleFacts())).length < JSON.stringify(sampleFacts()).length / 2);
});
