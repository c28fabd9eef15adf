import type { Head } from './model.ts';
import { lexicon, type Reading } from './reading.ts';
import { structureRules } from './structure.ts';
import type { Category } from './types.ts';

/** At and above this probability a text is promotional. */
const PROMOTIONAL = 0.72;
/** Between this and `PROMOTIONAL` a person should look. */
const UNCERTAIN = 0.5;
/** A one-time code is never stopped on a suspicion: only an offer that leaves no doubt makes it promotional. */
const PROMOTIONAL_OTP = 0.85;
const FRAUD = 0.6;
const FRAUD_UNCERTAIN = 0.3;

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

/** Whether a text has the words and the shape of a one-time code. */
function carriesCode(reading: Reading): boolean {
  return (
    reading.hits.some(({ entry }) => lexicon.entries[entry]!.of === 'otp') &&
    reading.structure.some(({ rule }) => rule === CODE)
  );
}

/** Turns probabilities (promotional, fraud, otp) and log-odds of the services into what a text is. */
export function decide(
  reading: Reading,
  scores: { readonly promotional: number; readonly fraud: number; readonly otp: number },
  odds: Readonly<Record<Head, number>>,
): Decision {
  const code = carriesCode(reading);
  const otp = scores.otp >= 0.5 || (code && scores.otp >= 0.2);
  const shielded = otp && scores.fraud < FRAUD;
  const promotional = scores.promotional >= (shielded ? PROMOTIONAL_OTP : PROMOTIONAL);
  let best: Category = 'transactional';
  for (const one of SERVICES) if (odds[one] > odds[best as (typeof SERVICES)[number]]) best = one;
  const fraud = scores.fraud >= FRAUD;
  return {
    detected: promotional ? 'promotional' : otp ? 'otp' : best,
    promotional,
    uncertain: !promotional && !shielded && scores.promotional >= UNCERTAIN,
    fraud,
    fraudUncertain: !fraud && !shielded && scores.fraud >= FRAUD_UNCERTAIN,
    service: 1 / (1 + Math.exp(-Math.max(...SERVICES.map((one) => odds[one]), odds.otp))),
  };
}
