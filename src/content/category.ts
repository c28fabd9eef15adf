import type { Category, ContentJudgement } from './types.ts';

/** Categories that only fulfil or inform, between which a declaration may err without harm. */
const HARMLESS: ReadonlySet<Category> = new Set([
  'transactional',
  'alert',
  'reminder',
  'support',
  'survey',
  'otp',
  'vas',
]);

/**
 * Whether a declared category can stand for what was judged: promotion must be declared as promotion, everything else
 * may be called by any name that grants no more than its own (only a code may call itself `otp`).
 */
export function compatible(
  declared: Category,
  judgement: Pick<ContentJudgement, 'detected' | 'promotional' | 'scores'>,
): boolean {
  if (judgement.promotional) return declared === 'promotional' || (declared === 'vas' && judgement.detected === 'vas');
  if (declared === 'otp') return judgement.detected === 'otp' || judgement.scores.otp >= 0.2;
  return declared === 'promotional' || HARMLESS.has(declared);
}
