import { hasOptOutNotice, MAX_TEXT_LENGTH, spanInRaw } from '#src/text/index.ts';
import { decide } from './decide.ts';
import { evidenceFor, hostEvidence } from './evidence.ts';
import { findForbidden } from './forbidden.ts';
import trained from './model/weights.json' with { type: 'json' };
import { type Model, modelFrom } from './model.ts';
import { lexicon, type Reading, read } from './reading.ts';
import { probability, scoreWith } from './scoring.ts';
import { findSensitive } from './sensitive.ts';
import { structureRules } from './structure.ts';
import { fitOfSubjects } from './subjects.ts';
import { offerIn, templateOdds } from './template.ts';
import type { ContentJudgement, Evidence, JudgementContext } from './types.ts';

const rounded = (x: number): number => Math.round(x * 1000) / 1000;
const PRICE = structureRules.findIndex(({ id }) => id === 'price');
const USSD = structureRules.findIndex(({ id }) => id === 'ussd');

/** Without one of these there is no notice in the end of a text, nor without a word for leaving. */
const KEYWORD = /11|off|stop|unsub|opt|0|خاموش|لغو|انصراف/u;
const LEAVING = /لغو|انصراف|laghv|cancel|opt|unsub|stop|(?:2|to|for) ?(?:end|quit|leave)/u;
const NOTICE_WINDOW = 80;

/** Looks for a notice where there may be one; a normalised text that was cut has another end than the text. */
function findNotice(text: string, normal: string): boolean {
  const tail = normal.slice(-NOTICE_WINDOW);
  const isCut = text.length > MAX_TEXT_LENGTH || normal.length >= MAX_TEXT_LENGTH;
  return KEYWORD.test(tail) && (isCut || LEAVING.test(tail)) && hasOptOutNotice(text);
}

/** Judges texts; made once with a model, then pure. */
export type Judge = (text: string, context?: JudgementContext) => ContentJudgement;

/** A judge with a model of its own; tests train one for each fold. */
export function judgeWith(model: Model): Judge {
  return (text, context = {}) => {
    const reading = read(text, context.organizationHosts);
    const { odds, loudest } = scoreWith(model, reading);
    const promotionalOdds = templateOdds(model, context, odds.promotional);
    const scores = {
      promotional: probability(model, 'promotional', promotionalOdds),
      fraud: probability(model, 'fraud', odds.fraud),
      otp: probability(model, 'otp', odds.otp),
    };
    const decision = decide(reading, scores, odds);
    const normal = reading.views.normalised.text;
    let evidence: Evidence[] = [];
    if (decision.fraud || decision.fraudUncertain)
      evidence = [...hostEvidence(reading), ...evidenceFor(model, 'fraud', reading)];
    if (decision.promotional || decision.uncertain) {
      evidence = [...evidence, ...evidenceFor(model, 'promotional', reading, loudest.from, loudest.to)];
    }
    if (evidence.length === 0) evidence = servingSpans(reading);
    return {
      ...decision,
      confidence: rounded(decision.fraud ? scores.fraud : Math.max(scores.promotional, 1 - scores.promotional)),
      scores: {
        promotional: rounded(scores.promotional),
        service: rounded(decision.service),
        otp: rounded(scores.otp),
        fraud: rounded(scores.fraud),
      },
      evidence: evidence.slice(0, 8),
      links: reading.links.map(({ host }) => host),
      foreignLinks: reading.links.filter(({ own }) => !own).map(({ host }) => host),
      hasOptOutNotice: findNotice(text, normal),
      sensitive: findSensitive(reading.views.normalised),
      forbidden: findForbidden(reading, decision.promotional || decision.uncertain || decision.fraud),
      mentionsPrice: reading.structure.some(({ rule }) => rule === PRICE),
      ussd: reading.structure
        .filter(({ rule }) => rule === USSD)
        .map(({ start, end }) => spanInRaw(reading.view, start, end).text),
      onSubject: fitOfSubjects(normal, context.subjects ?? []),
    };
  };
}

const SERVING = new Set(['otp', 'own', 'done', 'reminder', 'support', 'survey', 'alert', 'vas', 'warning']);

/** What shows that a text serves its reader; only listed where nothing speaks against it. */
function servingSpans(reading: Reading): Evidence[] {
  const spans: Evidence[] = [];
  for (const { entry, start, end } of reading.hits) {
    const { id, of } = lexicon.entries[entry]!;
    if (spans.length < 3 && SERVING.has(of) && spans.every((span) => span.because !== `lexicon/${id}`)) {
      spans.push({ ...spanInRaw(reading.view, start, end), because: `lexicon/${id}`, weight: 0 });
    }
  }
  return spans;
}

const model: Model = modelFrom(trained);

/**
 * Judges what a text is. Synchronous and deterministic; the same text and context always give the same answer. Looks at
 * the first 4096 characters.
 */
export const judge: Judge = judgeWith(model);

/** The part of a value (of a template's variable) that solicits something, as it is written there; null where none does. */
export function solicitation(value: string): string | null {
  const reading = read(value);
  const offer = offerIn(reading);
  if (!offer || !judge(value).promotional) return null;
  return spanInRaw(reading.view, offer.start, offer.end).text;
}
