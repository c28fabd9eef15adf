import test from 'ava';
import { loadRegistry } from '#src/senders/index.ts';
import { type ApplicationFacts, evaluate } from '#src/senders/requirements.rules.ts';

const { pack, operators, findings } = await loadRegistry('policies/requirements');
const at = new Date('2026-11-22T10:00:00Z');
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);

const facts = (changes: Partial<ApplicationFacts> = {}): ApplicationFacts => ({
  kind: 'fixed_line',
  lineClass: 'service',
  organizationKind: 'legal',
  address: '+982142750000',
  operators: ['mci', 'irancell'],
  subjects: ['سفارش'],
  sampleMessages: ['سفارش شما'],
  hosts: [],
  documents: [],
  ownershipProvedAt: null,
  hasAudience: false,
  ...changes,
});
const paper = (type: string, changes = {}) => ({ type, uploadedAt: at, expiresAt: null, refused: false, ...changes });
const wanted = (changes: Partial<ApplicationFacts>) =>
  evaluate(pack, facts(changes), at)
    .results.filter((it) => it.status !== 'met')
    .map((it) => it.documentType ?? it.requirement)
    .sort();

const cases: [string, Partial<ApplicationFacts>, string[]][] = [
  [
    'a fixed service line of a legal entity',
    {},
    [
      'landline_bill',
      'last_changes_notice',
      'letterhead_request',
      'national_card_signatory',
      'official_gazette',
      'ownership',
      'signature_certificate',
      'undertaking',
    ],
  ],
  [
    'a 1000 service line of a legal entity',
    { kind: 'long_number', address: '10009988' },
    ['last_changes_notice', 'national_card_signatory', 'operator_form', 'signature_certificate', 'undertaking'],
  ],
  [
    'a 3000 service line wants a note and the subscribers, too',
    { kind: 'long_number', address: '30001234567' },
    [
      'last_changes_notice',
      'letterhead_request',
      'national_card_signatory',
      'operator_form',
      'promissory_note',
      'signature_certificate',
      'subscriber_list',
      'undertaking',
    ],
  ],
  [
    'a promotional long number',
    { kind: 'long_number', address: '30001234567', lineClass: 'promotional' },
    ['national_card_signatory', 'operator_form'],
  ],
  [
    'a natural person gets no service line from MCI',
    { kind: 'long_number', address: '10009988', organizationKind: 'natural' },
    [
      'legal_person_mci',
      'national_card_signatory',
      'operator_form',
      'promissory_note',
      'signature_certificate',
      'undertaking',
    ],
  ],
  [
    'and may have one elsewhere',
    { kind: 'long_number', address: '10009988', organizationKind: 'natural', operators: ['irancell'] },
    ['national_card_signatory', 'operator_form', 'promissory_note', 'signature_certificate', 'undertaking'],
  ],
  [
    'nor one with the prefix 2000 from anyone',
    { kind: 'long_number', address: '20001234', organizationKind: 'natural', operators: ['irancell'] },
    [
      'legal_person_service',
      'national_card_signatory',
      'operator_form',
      'promissory_note',
      'signature_certificate',
      'undertaking',
    ],
  ],
  [
    'a brand name',
    { kind: 'masked', address: 'NEMOONEH', lineClass: 'service' },
    [
      'brand_certificate',
      'last_changes_notice',
      'letterhead_request',
      'national_card_signatory',
      'official_gazette',
      'undertaking',
    ],
  ],
  [
    'a short code',
    { kind: 'short_code', address: '40123', lineClass: 'promotional' },
    ['activity_licence', 'national_card_signatory', 'official_gazette', 'operator_form'],
  ],
  [
    'an empty declaration',
    { subjects: [], sampleMessages: [], kind: 'long_number', address: '30001', lineClass: 'promotional' },
    ['national_card_signatory', 'operator_form', 'sample_messages', 'subjects'],
  ],
];
for (const [name, changes, expected] of cases)
  test(`requirements: ${name}`, (t) => t.deepEqual(wanted(changes), expected));

test('every requirement names a reason and a fix in both languages, a source and a confidence', (t) => {
  for (const it of pack.requirements) {
    t.regex(it.reason.fa, /[آ-ی]/, it.id);
    t.regex(it.fix.fa, /[آ-ی]/, it.id);
    t.regex(it.reason.en, /[a-z]/, it.id);
    t.truthy(it.source, it.id);
  }
  for (const it of findings.values()) t.regex(it.fix.fa, /[آ-ی]/, it.code);
});

test('each requirement applies to someone', (t) => {
  const seen = new Set<string>();
  for (const kind of ['fixed_line', 'masked', 'long_number', 'short_code'] as const)
    for (const lineClass of ['service', 'promotional'] as const)
      for (const organizationKind of ['legal', 'natural'] as const)
        for (const address of ['20001234', '30001234', '10001234']) {
          const { results, advice } = evaluate(
            pack,
            facts({ kind, lineClass, organizationKind, address, operators: [...operators.keys()] }),
            at,
          );
          for (const it of [...results, ...advice]) seen.add(it.documentType ?? it.requirement);
        }
  for (const it of pack.requirements) t.true(seen.has(it.document ?? it.proof ?? it.id), it.id);
});

const statusOf = (type: string, documents: ApplicationFacts['documents']) =>
  evaluate(pack, facts({ documents }), at).results.find((it) => it.documentType === type)?.status;

test('the best paper of a type counts', (t) => {
  const type = 'undertaking';
  t.is(statusOf(type, []), 'missing');
  t.is(statusOf(type, [paper(type)]), 'met');
  t.is(statusOf(type, [paper(type, { refused: true })]), 'invalid');
  t.is(statusOf(type, [paper(type, { refused: true }), paper(type)]), 'met');
  t.is(statusOf(type, [paper(type, { expiresAt: daysAgo(1) })]), 'invalid');
  t.is(statusOf(type, [paper(type, { expiresAt: daysAgo(-10) })]), 'expiring');
  t.is(statusOf(type, [paper(type, { expiresAt: daysAgo(-10) }), paper(type, { expiresAt: daysAgo(-100) })]), 'met');
  t.is(statusOf('landline_bill', [paper('landline_bill', { uploadedAt: daysAgo(401) })]), 'invalid');
});

test('a proof of a fixed line holds for as long as the pack says', (t) => {
  const ownership = (ownershipProvedAt: Date | null) =>
    evaluate(pack, facts({ ownershipProvedAt }), at).results.find((it) => it.requirement === 'ownership')?.status;
  t.deepEqual(
    [ownership(null), ownership(at), ownership(daysAgo(340)), ownership(daysAgo(365))],
    ['missing', 'met', 'expiring', 'invalid'],
  );
});

test('a declared audience stands for the list of subscribers', (t) => {
  const line = { kind: 'long_number', address: '30001234567' } as const;
  t.true(wanted(line).includes('subscriber_list'));
  t.false(wanted({ ...line, hasAudience: true }).includes('subscriber_list'));
});

test('a requirement counts between its dates only', (t) => {
  const [first] = pack.requirements;
  const dated = (dates: object) =>
    evaluate({ ...pack, requirements: [{ ...first!, ...dates }] }, facts({ subjects: [] }), at).results.length;
  t.deepEqual(
    [
      dated({ effectiveFrom: '2026-11-22' }),
      dated({ effectiveFrom: '2026-11-23' }),
      dated({ effectiveTo: '2026-11-22' }),
      dated({ effectiveTo: '2026-11-23' }),
    ],
    [1, 0, 0, 1],
  );
});

test('an application with an expiring paper may still be handed in', (t) => {
  const types = wanted({ ownershipProvedAt: at });
  const documents = types.map((type) => paper(type, { expiresAt: daysAgo(-10) }));
  t.true(evaluate(pack, facts({ documents, ownershipProvedAt: at }), at).compliant);
});
