import { spanInRaw, type View } from '#src/text/index.ts';
import { hostSuspicion } from './hosts.ts';
import type { LexiconClass } from './lexicon/index.ts';
import { belongsTo, linkHosts } from './links.ts';
import { hasOptOutNotice } from './opt-out-notice.ts';
import { lexicon, type Reading, read } from './reading.ts';
import { findSensitive } from './sensitive.ts';
import { structureRules } from './structure.ts';
import { fitOfSubjects } from './subjects.ts';
import type { Category, ContentJudgement, Evidence, JudgementContext } from './types.ts';

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const rounded = (x: number): number => Math.round(x * 1000) / 1000;

function evidenceOf(reading: Reading): Evidence[] {
  const view: View = reading.views.evasion;
  const seen = new Set<string>();
  const evidence: Evidence[] = [];
  const add = (id: string, weight: number, start: number, end: number): void => {
    if (weight === 0 || seen.has(id)) return;
    seen.add(id);
    evidence.push({ ...spanInRaw(view, start, end), because: id, weight });
  };
  for (const hit of reading.hits) {
    const entry = lexicon.entries[hit.entry]!;
    add(`lexicon/${entry.id}`, entry.weight, hit.start, hit.end);
  }
  for (const hit of reading.structure) {
    const rule = structureRules[hit.rule]!;
    add(`structure/${rule.id}`, rule.weight, hit.start, hit.end);
  }
  return evidence.sort((a, b) => b.weight - a.weight);
}

function classesOf(reading: Reading): Map<LexiconClass, number> {
  const classes = new Map<LexiconClass, number>();
  for (const { entry } of reading.hits) {
    const of = lexicon.entries[entry]!.of;
    classes.set(of, (classes.get(of) ?? 0) + 1);
  }
  return classes;
}

const ORDER: ReadonlyArray<readonly [LexiconClass, Category]> = [
  ['survey', 'survey'],
  ['reminder', 'reminder'],
  ['support', 'support'],
  ['alert', 'alert'],
  ['vas', 'vas'],
];

function categoryOf(classes: Map<LexiconClass, number>, promotional: boolean, otp: number): Category {
  if (promotional) return 'promotional';
  if (otp >= 0.5) return 'otp';
  let best: Category = 'transactional';
  let most = (classes.get('done') ?? 0) + (classes.get('own') ?? 0);
  for (const [of, category] of ORDER) {
    const count = classes.get(of) ?? 0;
    if (count > most) {
      most = count;
      best = category;
    }
  }
  return best;
}

function fraudScore(classes: Map<LexiconClass, number>, foreign: readonly string[]): number {
  if ((classes.get('warning') ?? 0) > 0 && foreign.length === 0) return 0.02;
  const suspicions = foreign.map(hostSuspicion);
  const alike = suspicions.some((one) => one?.kind === 'look-alike')
    ? 3
    : suspicions.some((one) => one !== null)
      ? 1.5
      : 0;
  const lures = Math.min(2, classes.get('lure') ?? 0);
  const asks = Math.min(2, (classes.get('demand') ?? 0) + (classes.get('secret') ?? 0));
  return logistic(-4.5 + alike + 1.3 * lures + 1.1 * asks);
}

/**
 * Judges what a text is. Synchronous and deterministic; the same text and context always give the same answer. Looks at
 * the first 4096 characters.
 */
export function judge(text: string, context: JudgementContext = {}): ContentJudgement {
  const reading = read(text);
  const normal = reading.views.normalised.text;
  const evidence = evidenceOf(reading);
  const classes = classesOf(reading);
  const otp = (classes.get('otp') ?? 0) > 0 && /\d[\d -]{2,}/u.test(normal) ? 0.95 : 0.02;
  const promotionalScore = logistic(-2.6 + evidence.reduce((sum, { weight }) => sum + weight, 0));
  const promotional = promotionalScore >= 0.6;
  const links = linkHosts(normal);
  const foreignLinks = links.filter((host) => !belongsTo(host, context.organizationHosts ?? []));
  const fraudProbability = fraudScore(classes, foreignLinks);
  const service = logistic(-1 + (classes.get('done') ?? 0) + (classes.get('own') ?? 0));
  const ussd = reading.structure
    .filter(({ rule }) => structureRules[rule]!.id === 'ussd')
    .map(({ start, end }) => spanInRaw(reading.views.evasion, start, end).text);
  return {
    detected: categoryOf(classes, promotional, otp),
    promotional,
    uncertain: !promotional && promotionalScore >= 0.45,
    fraud: fraudProbability >= 0.6,
    fraudUncertain: fraudProbability >= 0.4 && fraudProbability < 0.6,
    confidence: rounded(Math.max(promotionalScore, 1 - promotionalScore)),
    scores: {
      promotional: rounded(promotionalScore),
      service: rounded(service),
      otp: rounded(otp),
      fraud: rounded(fraudProbability),
    },
    evidence: evidence.slice(0, 8),
    links,
    foreignLinks,
    hasOptOutNotice: hasOptOutNotice(normal),
    sensitive: findSensitive(reading.views.normalised),
    mentionsPrice: reading.structure.some(({ rule }) => structureRules[rule]!.id === 'price'),
    ussd,
    onSubject: fitOfSubjects(normal, context.subjects ?? []),
  };
}
