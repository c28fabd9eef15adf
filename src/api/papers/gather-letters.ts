import { getOrganization, type Organization } from '#src/accounts/index.ts';
import { listAudit } from '#src/audit/index.ts';
import type { Reader } from '#src/db/index.ts';
import { documentsOf } from '#src/documents/index.ts';
import { AppError, type Language, systemActor } from '#src/kernel/index.ts';
import type { DecisionLetterData, HolderData, UndertakingData } from '#src/pdf/index.ts';
import {
  type DecidedStatus,
  decidedApplication,
  latestApplication,
  type Registry,
  type Sender,
} from '#src/senders/index.ts';
import { toPersianDigits } from '#src/text/index.ts';
import { senderPage } from './public-pages.ts';

/** What the undertaking of a sender is filled in with: the application as it was last written. */
export async function gatherUndertaking(em: Reader, registry: Registry, sender: Sender): Promise<UndertakingData> {
  const application = await latestApplication(em, sender.id);
  const { content } = application;
  const edits = await listAudit(
    em,
    systemActor,
    { objectKind: 'sender', objectId: sender.id, action: 'sender.edit' },
    { limit: 1 },
  );
  const edited = edits.items[0]?.at;
  return {
    number: application.id,
    at: edited && edited > application.createdAt ? edited : application.createdAt,
    holder: holderOf(await getOrganization(em, systemActor, sender.organizationId)),
    sender: {
      address: sender.address,
      kind: sender.kind,
      lineClass: content.lineClass,
      subjects: content.subjects,
      sampleMessages: content.sampleMessages,
      operators: content.requestedOperators.map((it) => registry.operators.get(it)?.name.fa ?? it),
      allowLinks: content.allowLinks,
      hosts: content.hosts,
      optOutNotice: optOutNotice(content.optOutKeyword),
    },
    signatories: [],
  };
}

const letterDecisions = {
  approved: 'approve',
  rejected: 'reject',
  changes_requested: 'request_changes',
} as const satisfies Record<DecidedStatus, DecisionLetterData['decision']>;

/** What the letter about the last decision says. @throws INVALID_TRANSITION while nothing has been decided */
export async function gatherDecisionLetter(
  em: Reader,
  registry: Registry,
  sender: Sender,
  { language, publicUrl }: { language: Language | undefined; publicUrl: string },
): Promise<DecisionLetterData> {
  const application = await decidedApplication(em, sender.id);
  if (!application?.decidedAt)
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move: 'decision_letter' } });
  const organization = await getOrganization(em, systemActor, sender.organizationId);
  const tongue = language ?? organization.locale;
  const papers = new Map((await documentsOf(em, sender.id)).map(({ id, type }) => [id, type]));
  return {
    number: application.id,
    language: tongue,
    at: application.decidedAt,
    to: organization.contact.name,
    decision: letterDecisions[application.status as DecidedStatus],
    sender: { address: sender.address, kind: sender.kind },
    submittedAt: application.submittedAt ?? null,
    note: application.note ?? null,
    findings: application.findings.map(({ code, documentId, note }) => {
      const finding = registry.findings.get(code);
      const type = documentId === undefined ? undefined : papers.get(documentId);
      return {
        title: finding?.short[tongue] ?? code,
        paper: type === undefined ? null : (registry.pack.documentTypes[type]?.name[tongue] ?? type),
        why: [finding?.long[tongue], note].filter(Boolean).join(' '),
        fix: finding?.fix[tongue] ?? '',
      };
    }),
    url: senderPage(publicUrl, sender.id),
  };
}

/** An organization as papers name it. */
export function holderOf({ legalName, kind, nationalId, contact, particulars }: Organization): HolderData {
  const { registrationNumber, economicCode, address, phone } = particulars;
  return {
    ...{ legalName, kind, nationalId },
    registrationNumber: registrationNumber ?? null,
    economicCode: economicCode ?? null,
    address: address ?? null,
    contactName: contact.name,
    phone: phone ?? contact.mobile,
  };
}

/** A keyword that is a number is announced as «لغو۱۱». */
function optOutNotice(keyword: string | null): string | null {
  if (keyword === null) return null;
  return /^\d+$/.test(keyword) ? `لغو${toPersianDigits(keyword)}` : keyword;
}
