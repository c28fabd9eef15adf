import { getOrganization } from '#src/accounts/index.ts';
import type { Reader as DbReader } from '#src/db/index.ts';
import { documentsOf } from '#src/documents/index.ts';
import type { House } from '#src/house.ts';
import { type Language, systemActor } from '#src/kernel/index.ts';
import {
  getSender,
  latestApplication,
  operatorsOfSender,
  type Registry,
  type Sender,
  type SenderApplication,
  type SenderStatus,
} from '#src/senders/index.ts';
import { parseSenderAddress } from '#src/text/index.ts';
import { type AddressedMail, type Reader, writeMail } from './addressed-mail.ts';

type Payload = Readonly<Record<string, unknown>>;

/** What a mail about a sender is written from. */
interface Told {
  em: DbReader;
  registry: Registry;
  sender: Sender;
  application: SenderApplication;
  payload: Payload;
  reader: Reader;
  organization: string;
  /** What every mail about a sender says. */
  about: { sender: string; url: string };
}

/** How long a review takes when nothing is in its way, in working days; said to applicants. */
const USUAL_REVIEW_DAYS = 5;

/**
 * The events of a sender that its organization is told of by mail. A writer answers null where what it would tell is no
 * longer so (the mail was held up, and the application has moved on).
 */
const writers: Readonly<Record<string, (told: Told) => Promise<AddressedMail | null> | AddressedMail | null>> = {
  'sender.submitted': ({ application, reader, about, organization }) =>
    among(application, ['submitted', 'in_review'])
      ? writeMail('submitted', reader, {
          ...about,
          organization,
          number: application.id,
          usualDays: USUAL_REVIEW_DAYS,
        })
      : null,
  'sender.changes_requested': (told) => reviewed('changes_requested', told),
  'sender.rejected': (told) => reviewed('rejected', told),
  'sender.approved': async ({ em, registry, sender, application, reader, about, organization }) => {
    if (!among(application, ['approved'])) return null;
    const records = await operatorsOfSender(em, sender.id);
    const operators = records.map(({ operator }) => operatorName(registry, operator, reader.language));
    const separator = reader.language === 'fa' ? '، ' : ', ';
    return writeMail('approved', reader, { ...about, organization, operators: operators.join(separator) });
  },
  'sender.operator_active': async ({ em, registry, sender, payload, reader, about }) => {
    const records = await operatorsOfSender(em, sender.id);
    const record = records.find(({ operator }) => operator === payload.operator);
    if (record?.status !== 'active') return null;
    const { language } = reader;
    const operator = operatorName(registry, record.operator, language);
    return writeMail('operator_active', reader, {
      ...about,
      operator,
      lineClass: lineClasses[record.lineClass][language],
    });
  },
  'sender.suspended': ({ sender, reader, about, organization }) =>
    sender.status === 'suspended'
      ? writeMail('suspended', reader, { ...about, organization, note: sender.statusReason ?? '' })
      : null,
  'sender.paused': ({ sender, reader, about, organization }) =>
    sender.pausedAt ? writeMail('paused', reader, { ...about, organization, note: sender.pausedReason ?? '' }) : null,
  'sender.resumed': ({ sender, reader, about }) => (sender.pausedAt ? null : writeMail('resumed', reader, about)),
  'sender.expiring': ({ sender, payload, reader, about }) => {
    const date = sender.expiresAt;
    const still = date?.toISOString() === payload.dueAt && isInForce(sender);
    return date && still ? writeMail('expiring', reader, { ...about, days: Number(payload.days), date }) : null;
  },
  'sender.ownership_expiring': ({ sender, registry, payload, reader, about }) => {
    const date = proofEnds(registry, sender);
    // Days of the database's calendar and days of 24 hours may be an hour apart.
    const still = date && Math.abs(date.getTime() - Date.parse(String(payload.dueAt))) < DAY_MS && isInForce(sender);
    return date && still
      ? writeMail('ownership_expiring', reader, { ...about, days: Number(payload.days), date })
      : null;
  },
  'sender.document_expiring': async ({ em, sender, registry, payload, reader, about }) => {
    const ending = (await documentsOf(em, sender.id)).filter(
      ({ expiresAt, decision }) => expiresAt?.toISOString() === payload.dueAt && decision !== 'refused',
    );
    const date = ending[0]?.expiresAt;
    if (!date || !isInForce(sender)) return null;
    const papers = ending.map(({ type }) => registry.pack.documentTypes[type]?.name[reader.language] ?? type);
    return writeMail('document_expiring', reader, { ...about, papers, days: Number(payload.days), date });
  },
  'sender.expired': ({ sender, reader, about }) =>
    sender.status === 'expired' && sender.expiresAt
      ? writeMail('expired', reader, { ...about, date: sender.expiresAt })
      : null,
};

/** Whether an event is told by mail. */
export function isMailed(type: unknown): boolean {
  return typeof type === 'string' && Object.hasOwn(writers, type);
}

/** Writes the mail about an event of a sender, to its organization's contact in its language; null: nothing to tell any more. */
export async function senderMail(
  { db, registry, config }: Pick<House, 'db' | 'registry' | 'config'>,
  payload: Payload,
): Promise<AddressedMail | null> {
  const write = writers[String(payload.type)];
  if (!write) return null;
  const em = db.reader();
  const sender = await getSender(em, systemActor, String(payload.senderId));
  const { contact, locale, legalName } = await getOrganization(em, systemActor, sender.organizationId);
  const parsed = parseSenderAddress(sender.address, sender.kind);
  return write({
    em,
    registry,
    sender,
    payload,
    application: await latestApplication(em, sender.id),
    reader: { email: contact.email, name: contact.name, language: locale },
    organization: legalName,
    about: {
      sender: parsed.ok ? parsed.sender.display : sender.address,
      url: `${config.publicUrl}/senders/${sender.id}`,
    },
  });
}

async function reviewed(name: 'changes_requested' | 'rejected', told: Told): Promise<AddressedMail | null> {
  const { em, registry, sender, application, reader, about } = told;
  if (!among(application, [name])) return null;
  const papers = new Map((await documentsOf(em, sender.id)).map(({ id, type }) => [id, type]));
  const { language } = reader;
  const findings = application.findings.map(({ code, documentId, note }) => {
    const finding = registry.findings.get(code);
    const type = documentId === undefined ? undefined : papers.get(documentId);
    const paper = type === undefined ? undefined : (registry.pack.documentTypes[type]?.name[language] ?? type);
    const said = [finding?.long[language] ?? code, note, finding?.fix[language]].filter(Boolean).join(' ');
    return paper === undefined ? said : `${paper}: ${said}`;
  });
  return writeMail(name, reader, { ...about, number: application.id, findings, note: application.note ?? null });
}

const among = ({ status }: SenderApplication, statuses: readonly SenderStatus[]) => statuses.includes(status);

const DAY_MS = 86_400_000;

const isInForce = ({ status }: Sender) => status === 'approved' || status === 'active';

/** When the proof that the holder answers a line ends; null without one. */
function proofEnds({ pack }: Registry, { ownershipProvedAt }: Sender): Date | null {
  if (!ownershipProvedAt) return null;
  return new Date(ownershipProvedAt.getTime() + pack.periods.ownershipDays * DAY_MS);
}

const operatorName = ({ operators }: Registry, operator: string, language: Language): string =>
  operators.get(operator)?.name[language] ?? operator;

const lineClasses = {
  service: { fa: 'خدماتی', en: 'service' },
  promotional: { fa: 'تبلیغاتی', en: 'promotional' },
} as const;
