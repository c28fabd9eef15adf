import { getOrganization } from '#src/accounts/index.ts';
import type { Reader } from '#src/db/index.ts';
import { AppError, isoDate, type Language, systemActor } from '#src/kernel/index.ts';
import type { CertificateData, OperatorData } from '#src/pdf/index.ts';
import { decidedApplication, operatorsOfSender, type Registry, type Sender } from '#src/senders/index.ts';
import { holderOf } from './gather-letters.ts';
import { publicSenderPage } from './public-pages.ts';

/** What a certificate needs beside the sender. */
export interface CertificateOrder {
  language: Language | undefined;
  publicUrl: string;
  at: Date;
}

/** What the certificate of a sender states. @throws INVALID_TRANSITION unless the sender is approved or active */
export async function gatherCertificate(
  em: Reader,
  registry: Registry,
  sender: Sender,
  { language, publicUrl, at }: CertificateOrder,
): Promise<CertificateData> {
  if (!sender.approvedAt || (sender.status !== 'approved' && sender.status !== 'active'))
    throw new AppError('INVALID_TRANSITION', { extra: { currentStatus: sender.status, move: 'certificate' } });
  const organization = await getOrganization(em, systemActor, sender.organizationId);
  const tongue = language ?? organization.locale;
  const application = await decidedApplication(em, sender.id, ['approved']);
  const { address, kind, lineClass, status, subjects, approvedAt, expiresAt } = sender;
  return {
    number: application?.id ?? sender.id,
    language: tongue,
    at: dayOf(at),
    holder: holderOf(organization),
    sender: { address, kind, lineClass, status, subjects, approvedAt, expiresAt: expiresAt ?? null },
    operators: await operatorData(em, registry, sender, tongue),
    publicUrl: publicSenderPage(publicUrl, address),
  };
}

/** Where a sender stands at the operators, as papers list it. */
export async function operatorData(
  em: Reader,
  { operators }: Registry,
  { id }: Sender,
  language: Language,
): Promise<OperatorData[]> {
  const records = await operatorsOfSender(em, id);
  return records.map(({ operator, status, lineClass, reference }) => ({
    name: operators.get(operator)?.name[language] ?? operator,
    status,
    lineClass: status === 'active' ? lineClass : null,
    reference: reference ?? null,
  }));
}

/** Noon of the day in Tehran: the same sender gives the same bytes all day. */
const dayOf = (at: Date): Date => new Date(`${isoDate(at)}T12:00:00+03:30`);
