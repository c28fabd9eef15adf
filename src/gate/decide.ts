import { createHmac, hash } from 'node:crypto';
import { type Actor, newId } from '#src/kernel/index.ts';
import { evaluate, type Facts, type Decision as Verdict } from '#src/policy/index.ts';
import type { Decision, DecisionContent, DecisionReason } from './decision.ts';
import type { FactRow } from './fact-row.ts';
import type { Prepared } from './prepare.ts';
import { toFacts } from './to-facts.ts';

/** What a receipt states; anyone can verify it offline. Times in seconds since the epoch. */
export interface ReceiptClaims {
  /** Decision id. */
  jti: string;
  iss: string;
  iat: number;
  exp: number;
  outcome: string;
  /** Sender address as registered, or as asked for when it is not registered. */
  sender: string;
  /** HMAC-SHA-256 of the recipient's E.164 number, hex. */
  to: string;
  /** SHA-256 of the text's UTF-8 bytes, hex. */
  text: string;
  /** Digest of the policy pack. */
  policy: string;
  ledgerSeq: number;
}

/** What deciding needs beside the facts. */
export interface DecideParts {
  recipientKey: Buffer;
  issuer: string;
}

/** How long an answer may be acted on: consent and clock move on. */
const VALID_MS = 15 * 60_000;

/** What is known when a decision is made. */
export interface Known {
  prepared: Prepared;
  row: FactRow;
  /** Whether earlier messages were looked up; `recent` is blank otherwise. */
  recentRead: boolean;
  ledgerSeq: number;
  actor: Actor;
  at: Temporal.Instant;
  bulk: boolean;
}

/** A decision whose receipt is still to be signed. */
export interface Unsealed {
  decision: Omit<Decision, 'receipt'>;
  claims: ReceiptClaims;
}

/** Decides one prepared request: evaluates the pack, and puts the whole answer together. */
export function decide(parts: DecideParts, known: Known): Unsealed {
  const { prepared, at } = known;
  const facts = toFacts(prepared, known.row, known.actor, known.bulk);
  const verdict = evaluate(prepared.pack, facts, at);
  const id = newId();
  const moment = momentOf(at);
  const decision = {
    ...describe(prepared, facts, verdict),
    id,
    at: moment.at,
    expiresAt: moment.expiresAt,
    ledgerSeq: known.ledgerSeq,
    facts,
    ...(known.recentRead ? {} : { unread: ['recent'] as const }),
    text: prepared.text,
  };
  return { decision, claims: claims(parts, decision, prepared, moment) };
}

/** An instant as answers and receipts write it, with the end of what is decided at it. */
interface Moment {
  at: string;
  expiresAt: string;
  iat: number;
  exp: number;
}

let last: { instant: Temporal.Instant; moment: Moment } | undefined;

/** Decisions that are made together share their instant, and to write one takes as long as to evaluate the pack. */
function momentOf(instant: Temporal.Instant): Moment {
  if (last?.instant === instant) return last.moment;
  const end = instant.add({ milliseconds: VALID_MS });
  const moment = {
    at: instant.toString(),
    expiresAt: end.toString(),
    iat: Math.floor(instant.epochMilliseconds / 1000),
    exp: Math.floor(end.epochMilliseconds / 1000),
  };
  last = { instant, moment };
  return moment;
}

/** SHA-256 of a text's UTF-8 bytes, hex: how receipts and decisions name a text. */
export function textSha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Keyed hash of a recipient, hex: how receipts name a person. */
export function recipientHmac(key: Buffer, msisdn: string): string {
  return createHmac('sha256', key).update(msisdn).digest('hex');
}

type Unsigned = Omit<Decision, 'receipt' | 'facts' | 'unread' | 'text'>;

function describe(
  prepared: Prepared,
  facts: Facts,
  verdict: Verdict,
): Omit<Unsigned, 'id' | 'at' | 'expiresAt' | 'ledgerSeq'> {
  const { request, sender, recipient, segmentation, pack } = prepared;
  const fired = new Set(verdict.reasons.map(({ rule }) => rule));
  // A caller learns nothing of a sender that is another's.
  const shown = sender && facts.sender.ownedByCaller ? sender : null;
  const { parsed } = recipient;
  return {
    outcome: verdict.outcome,
    notBefore: verdict.notBefore?.toString() ?? null,
    reasons: verdict.reasons.map((reason) => toReason(reason, prepared)),
    content: toContent(prepared),
    encoding: { charset: segmentation.charset, characters: segmentation.characters, segments: segmentation.segments },
    sender: shown && {
      id: shown.id,
      address: shown.address,
      kind: shown.kind,
      lineClass: prepared.lineClass,
      organizationId: shown.organizationId,
    },
    recipient: {
      msisdn: recipient.msisdn,
      country: recipient.country || null,
      lineType: parsed.ok ? parsed.lineType : null,
      operator: recipient.operator || null,
      timeZone: recipient.timeZones[0] ?? null,
    },
    policy: { pack: pack.name, version: pack.version, digest: pack.digest },
    upcoming: verdict.upcoming.map(({ code, rule, effect, message, from }) => ({
      code,
      rule,
      effect,
      message,
      from: from.toString(),
    })),
    ...(request.explain ? { passed: pack.rules.map(({ name }) => name).filter((name) => !fired.has(name)) } : {}),
    reference: request.reference ?? null,
  };
}

/** Reasons that point at the text carry the spans that decided; the pack itself knows only facts. */
const ABOUT_CONTENT = new Set(['PROMO_ON_SERVICE_LINE', 'CATEGORY_MISMATCH', 'CONTENT_REVIEW', 'FRAUD_SUSPECTED']);

/** These say where the text leaves its template, or the nearest one. */
const ABOUT_TEMPLATE = new Set(['TEMPLATE_MISMATCH', 'TEMPLATE_REQUIRED']);

/** The words of the text that a reason is about. */
function wordsFor(code: string, judgement: Prepared['judgement']): readonly string[] {
  if (ABOUT_CONTENT.has(code)) return judgement.evidence.map(({ text }) => text);
  if (code === 'SENSITIVE_DATA') return judgement.sensitive.map(({ text }) => text);
  if (code === 'FORBIDDEN_CONTENT') return [...new Set(judgement.forbidden.map(({ text }) => text))];
  return [];
}

function toReason(reason: Verdict['reasons'][number], { judgement, templateHint }: Prepared): DecisionReason {
  return {
    code: reason.code,
    rule: reason.rule,
    effect: reason.effect,
    message: reason.message,
    basis: `${reason.basis.source} (${reason.basis.confidence})`,
    remedy: reason.remedy,
    allowedAt: reason.allowedAt?.toString() ?? null,
    evidence: reason.evidence ?? (ABOUT_TEMPLATE.has(reason.code) ? templateHint() : wordsFor(reason.code, judgement)),
  };
}

function toContent({ judgement, request }: Prepared): DecisionContent {
  return {
    declared: request.category ?? null,
    detected: judgement.detected,
    promotional: judgement.promotional,
    fraud: judgement.fraud,
    confidence: judgement.confidence,
    evidence: judgement.evidence.map(({ text }) => text),
    spans: judgement.evidence.map(({ start, end, because }) => ({ start, end, because })),
  };
}

function claims(parts: DecideParts, decision: Unsigned, prepared: Prepared, { iat, exp }: Moment): ReceiptClaims {
  return {
    jti: decision.id,
    iss: parts.issuer,
    iat,
    exp,
    outcome: decision.outcome,
    sender: decision.sender?.address ?? prepared.request.sender,
    to: recipientHmac(parts.recipientKey, prepared.recipient.msisdn ?? prepared.request.to),
    text: textSha256(prepared.text),
    policy: decision.policy.digest,
    ledgerSeq: decision.ledgerSeq,
  };
}
