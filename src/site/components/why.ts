import type { Words } from './index.ts';
import { outcomeTone, type Tone } from './tones.ts';

interface Reason {
  code: string;
  rule: string;
  effect: string;
  message: string;
  basis: string;
  remedy: string;
  allowedAt: string | null;
  evidence: readonly string[];
}

/** A decision as the API presents it. */
interface Decision {
  outcome: string;
  notBefore: string | null;
  reasons: readonly Reason[];
  content: { declared: string | null; detected: string; evidence: readonly string[] };
  encoding: { charset: string; characters: number; segments: number };
  /** Null where it is not told. */
  policy: { pack: string; version: string } | null;
  passed?: readonly string[];
}

/** The component that says why: the text with what decided, the rules by weight, the smallest fix. */
export interface WhyView {
  outcome: string;
  look: Tone;
  notBefore: string | null;
  pieces: { text: string; marked: boolean }[];
  reasons: (Reason & { confidence: string; look: Tone })[];
  /** What would make it pass, the strictest rule's first, each once. */
  fixes: string[];
  passed: readonly string[];
  content: Decision['content'];
  encoding: Decision['encoding'];
  policy: Decision['policy'];
}

const WEIGHT = ['deny', 'hold', 'defer', 'warn', 'shadow'];

/** Builds the component from a decision and the text that was judged (null where it is no longer kept). */
export function whyView(words: Words, decision: Decision, text: string | null): WhyView {
  const reasons = decision.reasons
    .map((reason) => ({ ...reason, ...basisIn(words, reason.basis), look: outcomeTone(reason.effect) }))
    .sort((a, b) => WEIGHT.indexOf(a.effect) - WEIGHT.indexOf(b.effect));
  // What may go needs no explanation of its words.
  const spans =
    decision.outcome === 'allow' ? [] : [...decision.content.evidence, ...reasons.flatMap(({ evidence }) => evidence)];
  const stopping = reasons.filter(({ effect }) => effect !== 'shadow' && effect !== 'warn');
  return {
    outcome: decision.outcome,
    look: outcomeTone(decision.outcome),
    notBefore: decision.notBefore,
    pieces: text === null ? [] : markSpans(text, spans),
    reasons,
    fixes: [...new Set(stopping.map(({ remedy }) => remedy).filter(Boolean))],
    passed: decision.passed ?? [],
    content: decision.content,
    encoding: decision.encoding,
    policy: decision.policy,
  };
}

/** A source names its confidence in brackets behind it; that is said in the language of the page. */
function basisIn(words: Words, basis: string): { basis: string; confidence: string } {
  const [, source = basis, level] = /^(.*) \((high|medium|low)\)$/s.exec(basis) ?? [];
  return { basis: source, confidence: level ? words.t(`admin.packs.confidence.${level}`) : '' };
}

/** Cuts a text into pieces, those that occur among the spans marked; overlapping spans are one. */
export function markSpans(text: string, spans: readonly string[]): { text: string; marked: boolean }[] {
  const marks = new Uint8Array(text.length);
  for (const span of new Set(spans)) {
    if (span === '') continue;
    for (let at = text.indexOf(span); at >= 0; at = text.indexOf(span, at + span.length))
      marks.fill(1, at, at + span.length);
  }
  const pieces: { text: string; marked: boolean }[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start + 1;
    while (end < text.length && marks[end] === marks[start]) end++;
    pieces.push({ text: text.slice(start, end), marked: marks[start] === 1 });
    start = end;
  }
  return pieces;
}
