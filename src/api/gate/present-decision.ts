import type { Decision } from '#src/gate/index.ts';
import type { Language } from '#src/web/index.ts';

/** A decision as the contract shows it, its sentences in one language. */
export function presentDecision(decision: Omit<Decision, 'facts' | 'text'>, language: Language) {
  const {
    id,
    outcome,
    notBefore,
    expiresAt,
    encoding,
    sender,
    recipient,
    policy,
    ledgerSeq,
    reference,
    receipt,
    passed,
  } = decision;
  const { declared, detected, promotional, fraud, confidence, evidence } = decision.content;
  return {
    id,
    outcome,
    notBefore,
    expiresAt,
    reasons: decision.reasons.map((reason) => ({
      code: reason.code,
      rule: reason.rule,
      effect: reason.effect,
      message: reason.message[language],
      basis: reason.basis,
      remedy: reason.remedy[language],
      allowedAt: reason.allowedAt,
      evidence: reason.evidence,
    })),
    content: { declared, detected, promotional, fraud, confidence, evidence },
    encoding,
    sender,
    recipient,
    policy,
    ledgerSeq,
    upcoming: decision.upcoming.map(({ code, rule, effect, message, from }) => ({
      code,
      rule,
      effect,
      message: message[language],
      from,
    })),
    ...(passed ? { passed } : {}),
    reference,
    receipt,
  };
}
