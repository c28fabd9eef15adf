import type { Head } from './model.ts';
import type { Reading } from './reading.ts';
import { type SignalClass, structureRules } from './structure.ts';
import type { Category } from './types.ts';

/** At and above this probability a text is promotional. */
const PROMOTIONAL = 0.55;
/** Between this and `PROMOTIONAL` a person should look. */
const UNCERTAIN = 0.45;
/** A one-time code is never stopped on a suspicion: only a plain offer makes it promotional. */
const PROMOTIONAL_OTP = 0.6;
const FRAUD = 0.5;
/** So likely that a lure or a demand alone is enough. */
const FRAUD_PLAIN = 0.8;
const FRAUD_UNCERTAIN = 0.4;
const OTP = 0.5;
/** Enough where the text has the words and the shape of a code. */
const OTP_BY_SHAPE = 0.15;

/** What is decided from the scores. */
export type Decision = {
  readonly detected: Category;
  readonly promotional: boolean;
  readonly uncertain: boolean;
  readonly fraud: boolean;
  readonly fraudUncertain: boolean;
  readonly service: number;
};

const SERVICES = ['transactional', 'alert', 'reminder', 'support', 'survey', 'vas'] as const;
const CODE = structureRules.findIndex(({ id }) => id === 'code-alone');
const LURES: readonly SignalClass[] = [
  'judiciary',
  'subsidy',
  'parcel',
  'bank',
  'prize',
  'fine',
  'sim',
  'windfall',
  'relative',
];
const ASKS: readonly SignalClass[] = ['demand', 'secret', 'install', 'contact', 'card-number'];
const OFFERS: readonly SignalClass[] = [
  'discount',
  'offer',
  'gift',
  'urgency',
  'call',
  'credit',
  'event',
  'invitation',
  'club',
  'contest',
  'cause',
];

/** How likely a text must be to count as fraud, by whether it lures, asks for something, or merely warns of others. */
function fraudThreshold(reading: Reading): number {
  const { has } = reading;
  const foreign = reading.links.filter(({ own }) => !own);
  const suspicious = foreign.some(({ suspicion }) => suspicion !== null);
  // Who warns may name the false site; who lures may warn as well.
  if (has('warning') && !has('card-number')) return foreign.length === 0 ? Number.POSITIVE_INFINITY : FRAUD_PLAIN;
  const lures = suspicious || LURES.some(has) || (has('secret') && has('pressure'));
  const asks = foreign.length > 0 || ASKS.some(has);
  return lures && asks ? FRAUD : lures || asks ? FRAUD_PLAIN : Number.POSITIVE_INFINITY;
}

/** Turns probabilities (promotional, fraud, otp) and log-odds of the services into what a text is. */
export function decide(
  reading: Reading,
  scores: { readonly promotional: number; readonly fraud: number; readonly otp: number },
  odds: Readonly<Record<Head, number>>,
): Decision {
  const shaped = reading.has('otp') && reading.structure.some(({ rule }) => rule === CODE);
  const otp = scores.otp >= OTP || (shaped && scores.otp >= OTP_BY_SHAPE);
  // Below what leaves a doubt no threshold is reached.
  const threshold = scores.fraud < FRAUD_UNCERTAIN ? Number.POSITIVE_INFINITY : fraudThreshold(reading);
  const handsOver = otp && shaped && reading.links.length === 0;
  const fraud = !handsOver && scores.fraud >= threshold;
  const promotional =
    otp && !fraud
      ? scores.promotional >= PROMOTIONAL_OTP && OFFERS.some(reading.has)
      : scores.promotional >= PROMOTIONAL;
  let best: (typeof SERVICES)[number] = 'transactional';
  for (const one of SERVICES) if (odds[one] > odds[best]) best = one;
  const detected: Category = promotional ? 'promotional' : otp ? 'otp' : best;
  return {
    detected,
    promotional,
    uncertain: !promotional && !otp && scores.promotional >= UNCERTAIN,
    fraud,
    fraudUncertain: !fraud && !handsOver && threshold === FRAUD && scores.fraud >= FRAUD_UNCERTAIN,
    service: 1 / (1 + Math.exp(-Math.max(...SERVICES.map((one) => odds[one]), odds.otp))),
  };
}
