import fc from 'fast-check';
import { type Facts, factTable } from '#src/policy/index.ts';

const ZONES = [
  'Asia/Tehran',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Europe/London',
  'Australia/Sydney',
];

/** Instants of three years, to the nanosecond, as a clock gives them. */
export const anyInstant: fc.Arbitrary<Temporal.Instant> = fc
  .bigInt({ min: 1_767_225_600_000_000_000n, max: 1_861_920_000_000_000_000n })
  .map((ns) => Temporal.Instant.fromEpochNanoseconds(ns));

/** Any facts that a gate could state at an instant; most are those of a message that nothing forbids, or of promotion. */
export function anyFacts(at: Temporal.Instant): fc.Arbitrary<Facts> {
  const groups = Object.entries(factTable).map(([group, fields]) => [
    group,
    fc.record(Object.fromEntries(Object.entries(fields).map(([field, spec]) => [field, anyValue(field, spec, at)]))),
  ]);
  const facts = fc.record(Object.fromEntries(groups)) as fc.Arbitrary<Facts>;
  return fc.tuple(facts, fc.boolean()).map(([any, promotional]) => (promotional ? asPromotion(any) : any));
}

const asPromotion = (facts: Facts): Facts => ({
  ...facts,
  message: { ...facts.message, category: 'promotional', promotional: true, hasOptOutNotice: true },
  sender: { ...facts.sender, lineClass: 'promotional' },
  consent: { ...facts.consent, promotional: 'opted_in' },
});

const often = (value: unknown) => ({ weight: 20, arbitrary: fc.constant(value) });

type Spec = (typeof factTable)[string][string];

function anyValue(field: string, { type, values, sample }: Spec, at: Temporal.Instant): fc.Arbitrary<unknown> {
  if (field === 'timeZones') return fc.uniqueArray(fc.constantFrom(...ZONES), { minLength: 1, maxLength: 3 });
  if (type === 'bool') return fc.oneof(often(sample), { weight: 1, arbitrary: fc.boolean() });
  if (type === 'number') return fc.integer({ min: 1, max: 10 });
  if (type === 'times')
    return fc
      .array(fc.integer({ min: 0, max: 31 * 86_400_000 }), { maxLength: 5 })
      .map((ago) => ago.map((ms) => at.epochMilliseconds - ms).sort((a, b) => b - a));
  if (type === 'list')
    return fc.array(fc.constantFrom('card_number', 'gambling', 'US-FL', 'example.com'), { maxLength: 2 });
  return values
    ? fc.oneof(fc.constant(sample), fc.constantFrom(...values))
    : fc.constantFrom('', 'active', 'IR', 'mci');
}
