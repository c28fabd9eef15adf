import type { FindingInfo, LineClass, Registry, SenderKind } from '#src/senders/index.ts';
import type { Language } from '#src/web/index.ts';

/** Narrows the list of requirements; what is left out does not narrow. */
export interface RequirementFilter {
  kind?: SenderKind | undefined;
  lineClass?: LineClass | undefined;
  organizationKind?: 'legal' | 'natural' | undefined;
}

/** The requirement pack: document types and requirements, each with its source. */
export function presentRequirements(
  { pack, operators }: Registry,
  filter: RequirementFilter,
  language: Language,
  at: Date,
) {
  const today = at.toISOString().slice(0, 10);
  const fits = <T>(wanted: T | undefined, among: readonly T[] | undefined) =>
    wanted === undefined || among === undefined || among.includes(wanted);
  const requirements = pack.requirements.filter(
    ({ when, effectiveTo }) =>
      (effectiveTo ?? '9999') > today &&
      fits(filter.kind, when.kinds) &&
      fits(filter.lineClass, when.lineClasses) &&
      fits(filter.organizationKind, when.organizationKinds),
  );
  return {
    country: pack.country,
    version: pack.version,
    periods: pack.periods,
    documentTypes: Object.entries(pack.documentTypes).map(([type, { name, hint, maxAgeDays }]) => ({
      type,
      name: name[language],
      hint: hint[language],
      maxAgeDays: maxAgeDays ?? null,
    })),
    requirements: requirements.map((it) => ({
      requirement: it.proof ?? it.id,
      documentType: it.document ?? null,
      level: it.level,
      when: it.when,
      reason: it.reason[language],
      fix: it.fix[language],
      source: it.source,
      confidence: it.confidence,
      effectiveFrom: it.effectiveFrom ?? null,
      effectiveTo: it.effectiveTo ?? null,
    })),
    operators: [...operators.values()].map(({ operator, name, usualDays, cutOffDay, source, confidence }) => ({
      operator,
      name: name[language],
      usualDays,
      cutOffDay: cutOffDay ?? null,
      source,
      confidence,
    })),
  };
}

/** One entry of the finding catalogue. */
export function presentFindingInfo({ code, about, short, long, fix }: FindingInfo, language: Language) {
  return { code, about, short: short[language], long: long[language], fix: fix[language] };
}
