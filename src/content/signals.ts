import type { HostSuspicionKind } from './hosts.ts';
import type { SignalClass } from './structure.ts';

/** Classes that sell; pairs of them in one clause are features of the model. At most 30. */
export const SELLING: readonly SignalClass[] = [
  'discount',
  'offer',
  'gift',
  'urgency',
  'call',
  'credit',
  'claim',
  'goods',
  'place',
  'event',
  'invitation',
  'cause',
  'club',
  'contest',
  'price',
  'percent',
  'contact',
  'shout',
  'question',
  'vas',
  'survey',
];

/** Classes that tie a clause to something of the reader's; the first `FIRM` of them do so on their own. */
const ANCHORING: readonly SignalClass[] = [
  'own',
  'done',
  'asked',
  'otp',
  'reference',
  'masked',
  'settled',
  'leave',
  'ledger',
  'reminder',
  'alert',
  'support',
  'date',
  'please',
  'body',
  'passive',
];
const FIRM = 8;

type Suspicion = HostSuspicionKind | 'link';

/** Classes that lure, and suspicions of hosts. */
export const LURING: ReadonlyArray<SignalClass | Suspicion> = [
  'judiciary',
  'subsidy',
  'parcel',
  'bank',
  'prize',
  'fine',
  'sim',
  'windfall',
  'relative',
  'demand',
  'secret',
  'install',
  'warning',
  'pressure',
  'otp',
  'price',
  'card-number',
  'look-alike',
  'shortener',
  'cheap',
  'apk',
  'link',
  'contact',
];

function bitsOf(classes: ReadonlyArray<SignalClass | Suspicion>): (of: SignalClass | Suspicion) => number {
  const known = new Map(classes.map((of, at) => [of, 1 << at]));
  return (of) => known.get(of) ?? 0;
}

/** The bit of a class among those that sell, or 0. */
export const sellingBit = bitsOf(SELLING);
/** The bit of a class among those that tie a text to its reader, or 0. */
export const anchorBit = bitsOf(ANCHORING);
/** The bit of a class or suspicion among those of frauds, or 0. */
export const luringBit = bitsOf(LURING);
/** Mask of the anchors that are firm on their own. */
export const FIRM_ANCHORS = (1 << FIRM) - 1;
