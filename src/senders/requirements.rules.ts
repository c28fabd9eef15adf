import type { Bilingual } from '#src/kernel/index.ts';
import type { Requirement, RequirementPack } from './registry-schema.ts';
import type { LineClass, SenderKind } from './sender.entity.ts';

/** What is known of an application when it is evaluated. */
export interface ApplicationFacts {
  kind: SenderKind;
  lineClass: LineClass;
  organizationKind: 'legal' | 'natural';
  /** Canonical address; a leading +98 does not count towards prefixes. */
  address: string;
  operators: readonly string[];
  subjects: readonly string[];
  sampleMessages: readonly string[];
  hosts: readonly string[];
  documents: readonly DocumentFacts[];
  ownershipProvedAt: Date | null;
  hasAudience: boolean;
}

/** What is known of one paper. */
export interface DocumentFacts {
  type: string;
  uploadedAt: Date;
  expiresAt: Date | null;
  refused: boolean;
}

export type RequirementStatus = 'met' | 'missing' | 'invalid' | 'expiring';

/** How one requirement stands. */
export interface RequirementResult {
  requirement: string;
  documentType?: string;
  status: RequirementStatus;
  reason: Bilingual;
  fix: Bilingual;
}

/** What the pack still wants of an application; `advice` is not required. */
export interface Evaluation {
  compliant: boolean;
  pack: string;
  results: RequirementResult[];
  advice: RequirementResult[];
}

const DAY_MS = 86_400_000;

/** Evaluates every requirement that applies; pure, so that it can be asked at any time and of any date. */
export function evaluate(pack: RequirementPack, facts: ApplicationFacts, at: Date): Evaluation {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(pack.timeZone)
    .toPlainDate()
    .toString();
  const applying = pack.requirements.filter((it) => inEffect(it, today) && applies(it, facts));
  const judged = applying.map((it) => ({ level: it.level, result: judge(pack, it, facts, at) }));
  const results = oncePerDocument(judged.filter((it) => it.level === 'required').map((it) => it.result));
  const required = new Set(results.map((it) => it.documentType));
  const advice = judged
    .filter(({ level, result }) => level === 'advised' && result.status !== 'met' && !required.has(result.documentType))
    .map((it) => it.result);
  const compliant = results.every((it) => it.status === 'met' || it.status === 'expiring');
  return { compliant, pack: `${pack.country.toLowerCase()}/${pack.version}`, results, advice };
}

function inEffect({ effectiveFrom, effectiveTo }: Requirement, today: string): boolean {
  return (effectiveFrom ?? '') <= today && today < (effectiveTo ?? '9999');
}

/** Tells whether a requirement concerns an application. */
export function applies({ when }: Requirement, facts: ApplicationFacts): boolean {
  const digits = facts.address.replace(/^\+98/, '');
  return (
    (when.kinds?.includes(facts.kind) ?? true) &&
    (when.lineClasses?.includes(facts.lineClass) ?? true) &&
    (when.organizationKinds?.includes(facts.organizationKind) ?? true) &&
    (when.prefixes?.some((prefix) => digits.startsWith(prefix)) ?? true) &&
    (when.operators?.some((operator) => facts.operators.includes(operator)) ?? true)
  );
}

function judge(pack: RequirementPack, it: Requirement, facts: ApplicationFacts, at: Date): RequirementResult {
  const base = { requirement: it.id, reason: it.reason, fix: it.fix };
  if (it.refuse) return { ...base, status: 'invalid' };
  if (it.field) return withStatus(base, facts[it.field.name].length >= it.field.min ? 'met' : 'missing');
  if (it.proof) {
    const until = facts.ownershipProvedAt && after(facts.ownershipProvedAt, pack.periods.ownershipDays);
    return withStatus({ ...base, requirement: it.proof }, statusUntil(until, pack, at));
  }
  const type = it.document ?? '';
  if (it.orAudience && facts.hasAudience) return withStatus({ ...base, documentType: type }, 'met');
  const maxAge = pack.documentTypes[type]?.maxAgeDays;
  return withStatus({ ...base, documentType: type }, documentStatus(pack, maxAge, ofType(facts, type), at));
}

const ofType = (facts: ApplicationFacts, type: string) => facts.documents.filter((it) => it.type === type);

/** The best of the papers of a type counts; `undefined`: there is none. */
function documentStatus(
  pack: RequirementPack,
  maxAgeDays: number | undefined,
  papers: readonly DocumentFacts[],
  at: Date,
): RequirementStatus {
  if (papers.length === 0) return 'missing';
  const ranks: RequirementStatus[] = papers.map((paper) =>
    paper.refused ? 'invalid' : statusUntil(validUntil(paper, maxAgeDays), pack, at),
  );
  return ranks.find((it) => it === 'met') ?? ranks.find((it) => it === 'expiring') ?? 'invalid';
}

/** Until when a paper counts; undefined: without end. */
function validUntil(paper: DocumentFacts, maxAgeDays: number | undefined): Date | undefined {
  const ends = [paper.expiresAt, maxAgeDays === undefined ? null : after(paper.uploadedAt, maxAgeDays)];
  return ends.filter((end) => end !== null).toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** `null`: never valid; `undefined`: valid without end. */
function statusUntil(until: Date | null | undefined, pack: RequirementPack, at: Date): RequirementStatus {
  if (until === null) return 'missing';
  if (until === undefined) return 'met';
  if (until <= at) return 'invalid';
  return until <= after(at, pack.periods.noticeDays) ? 'expiring' : 'met';
}

const met: Bilingual = { fa: 'برآورده است.', en: 'It is met.' };
const nothingToDo: Bilingual = { fa: 'کاری لازم نیست.', en: 'Nothing to do.' };
const lapsed: Bilingual = { fa: 'اعتبار آن گذشته یا رد شده است.', en: 'It has lapsed or was refused.' };
const lapsing: Bilingual = { fa: 'اعتبار آن به‌زودی می‌گذرد.', en: 'It lapses soon.' };

function withStatus(result: Omit<RequirementResult, 'status'>, status: RequirementStatus): RequirementResult {
  if (status === 'met') return { ...result, status, reason: met, fix: nothingToDo };
  const reason = status === 'invalid' ? lapsed : status === 'expiring' ? lapsing : result.reason;
  return { ...result, reason, status };
}

/** Two requirements that the same paper meets are one line to the applicant: the first. */
function oncePerDocument(results: readonly RequirementResult[]): RequirementResult[] {
  const seen = new Set<string>();
  return results.filter(({ documentType }) => {
    if (documentType === undefined) return true;
    if (seen.has(documentType)) return false;
    seen.add(documentType);
    return true;
  });
}

const after = (date: Date, days: number) => new Date(date.getTime() + days * DAY_MS);
