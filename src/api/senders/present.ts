import type { Actor, Bilingual } from '#src/kernel/index.ts';
import type {
  Evaluation,
  Finding,
  OperatorState,
  Registry,
  RequirementResult,
  Sender,
  SenderContent,
  SenderDetail,
  SenderTransition,
  SenderVersion,
} from '#src/senders/index.ts';
import type { Language } from '#src/web/index.ts';

/** The line of a list. */
export function presentSummary(sender: Sender, language: Language) {
  const { id, organizationId, kind, address, lineClass, status, reviewersNeeded, createdAt, updatedAt } = sender;
  return {
    id,
    organizationId,
    kind,
    address,
    sharedKeyword: sender.sharedKeyword ?? null,
    lineClass,
    status,
    statusReason: sender.statusReason ?? null,
    suspendedFor: sender.suspendedFor ?? null,
    warnings: sender.warnings.map(({ code, of, why }) => ({ code, of, why: why[language] })),
    reviewersNeeded,
    submittedAt: sender.submittedAt ?? null,
    approvedAt: sender.approvedAt ?? null,
    expiresAt: sender.expiresAt ?? null,
    createdAt,
    updatedAt,
    version: sender.version,
  };
}

/** One sender with everything about it; who holds it in review is for reviewers to see. */
export function presentSender(registry: Registry, detail: SenderDetail, actor: Actor, language: Language) {
  const { sender, application, proof, audience } = detail;
  const { subjects, sampleMessages, requestedOperators, allowLinks, templatesOnly, hosts } = sender;
  return {
    ...presentSummary(sender, language),
    display: detail.display,
    province: detail.province?.[language] ?? null,
    subjects,
    sampleMessages,
    requestedOperators,
    allowLinks,
    templatesOnly,
    hosts,
    optOutKeyword: sender.optOutKeyword ?? null,
    paused: Boolean(sender.pausedAt),
    pausedReason: sender.pausedReason ?? null,
    operators: detail.operators.map((state) => presentOperator(state, language)),
    ownership:
      sender.kind === 'fixed_line'
        ? {
            provedAt: sender.ownershipProvedAt ?? null,
            validUntil: detail.ownershipValidUntil,
            open: proof?.status === 'open' ? presentProof(proof) : null,
          }
        : null,
    audience: audience && { version: audience.number, members: audience.members, since: audience.readyAt ?? null },
    application: {
      number: application.number,
      status: application.status,
      content: presentContent(application.content),
      changes: detail.changes.map(({ field, from, to }) => ({ field: contentField(field), from, to })),
      claim: application.claimedBy
        ? {
            by: actor.role === 'business' ? null : (application.claimedByName ?? null),
            until: application.claimedUntil ?? null,
          }
        : null,
      approvals: application.approvals.length,
      findings: application.findings.map((it) => presentFinding(registry, it, language)),
      note: application.note ?? null,
      submittedAt: application.submittedAt ?? null,
      decidedAt: application.decidedAt ?? null,
    },
  };
}

/** The versions of an application. */
export function presentVersions(registry: Registry, versions: readonly SenderVersion[], language: Language) {
  return {
    items: versions.map(({ application: it, changes }) => ({
      number: it.number,
      status: it.status,
      content: presentContent(it.content),
      changes: changes.map(({ field, from, to }) => ({ field: contentField(field), from, to })),
      approvals: it.approvals.map(({ name, at, note }) => ({ name, at, note })),
      findings: it.findings.map((one) => presentFinding(registry, one, language)),
      note: it.note ?? null,
      createdAt: it.createdAt,
      submittedAt: it.submittedAt ?? null,
      decidedAt: it.decidedAt ?? null,
    })),
  };
}

/** A provisioning record beside what is usual for its operator. */
export function presentOperator({ record, info, ageDays, dueAt, overdue }: OperatorState, language: Language) {
  return {
    operator: record.operator,
    name: info?.name[language] ?? record.operator,
    status: record.status,
    lineClass: record.lineClass,
    reference: record.reference ?? null,
    note: record.note ?? null,
    openedAt: record.openedAt,
    changedAt: record.changedAt,
    ageDays,
    usualDays: info?.usualDays ?? null,
    dueAt,
    overdue,
  };
}

/** An open proof: never its code. */
export function presentProof({ expiresAt, wrongCodes }: { expiresAt: Date; wrongCodes: number }) {
  return { expiresAt, attemptsLeft: Math.max(0, 5 - wrongCodes) };
}

/** The history of a sender. */
export function presentHistory(steps: readonly SenderTransition[]) {
  return {
    items: steps.map((it) => ({
      at: it.at,
      actor: { id: it.actorId ?? null, name: it.actorName, role: it.actorRole },
      application: it.applicationNumber,
      from: it.fromStatus ?? null,
      to: it.toStatus,
      move: it.move,
      why: it.why ?? null,
    })),
  };
}

/** An evaluation in one language. */
export function presentEvaluation({ compliant, pack, results, advice }: Evaluation, language: Language) {
  const say = ({ requirement, documentType, status, reason, fix }: RequirementResult) => ({
    requirement,
    ...(documentType === undefined ? {} : { documentType }),
    status,
    reason: reason[language],
    fix: fix[language],
  });
  return { compliant, pack, results: results.map(say), advice: advice.map(say) };
}

const unknownFinding = { about: 'any', short: { fa: '', en: '' }, long: { fa: '', en: '' }, fix: { fa: '', en: '' } };

function presentFinding(registry: Registry, { code, documentId, note }: Finding, language: Language) {
  const info: { about: string; short: Bilingual; long: Bilingual; fix: Bilingual } =
    registry.findings.get(code) ?? unknownFinding;
  return {
    code,
    about: info.about,
    short: info.short[language],
    long: info.long[language],
    fix: info.fix[language],
    documentId: documentId ?? null,
    note: note ?? null,
  };
}

const contentField = (field: keyof SenderContent) => (field === 'requestedOperators' ? 'operators' : field);

function presentContent({ requestedOperators, ...content }: SenderContent) {
  return { ...content, operators: requestedOperators };
}
