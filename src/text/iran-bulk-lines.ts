/** A family of Iranian bulk lines: digits that it begins with, and how many digits in all are sold. */
export type BulkLine = {
  readonly prefix: string;
  readonly min: number;
  readonly max: number;
  /** Mobile operator that the family is tied to, where there is one. */
  readonly operator: string | null;
  readonly carrier: string;
};

/**
 * Bulk prefixes and lengths, prefix included.
 *
 * Source: tariff pages of Iranian resellers, which agree on prefixes (high confidence) and list lengths of 6 to 15
 * digits; the lengths of 4040 and 9000 are not published and are taken from their neighbours. No prefix marks a
 * service line: each can be either class.
 */
export const IRAN_BULK_LINES: readonly BulkLine[] = [
  { prefix: '1000', min: 6, max: 14, operator: 'mci', carrier: 'Rahyab' },
  { prefix: '2000', min: 6, max: 12, operator: null, carrier: 'Atieh' },
  { prefix: '3000', min: 6, max: 14, operator: null, carrier: 'Magfa' },
  { prefix: '4040', min: 6, max: 14, operator: null, carrier: 'Payam-e Iran (government)' },
  { prefix: '5000', min: 6, max: 15, operator: null, carrier: 'Armaghan and others' },
  { prefix: '9000', min: 6, max: 14, operator: 'irancell', carrier: 'Irancell' },
];

/** Short numbers of the network itself, never a customer's sender: block lists, complaints, portability, emergency. */
export const IRAN_RESERVED_CODES: ReadonlySet<string> = new Set([
  '110',
  '112',
  '113',
  '114',
  '115',
  '125',
  '195',
  '667',
  '700',
  '800',
  '5005',
  '8999',
  '9990',
]);

/** The family that the digits begin like, whatever their number, or null. */
export function bulkFamily(digits: string): BulkLine | null {
  for (const line of IRAN_BULK_LINES) if (digits.startsWith(line.prefix)) return line;
  return null;
}

/** The family of which the digits are a whole line, or null. */
export function matchBulkLine(digits: string): BulkLine | null {
  const line = bulkFamily(digits);
  return line !== null && digits.length >= line.min && digits.length <= line.max ? line : null;
}
