import { Organization } from '#src/accounts/index.ts';
import type { Reader } from '#src/db/index.ts';
import { documentsOf } from '#src/documents/index.ts';
import { found } from '#src/kernel/index.ts';
import type { SenderContent } from './application.entity.ts';
import { operatorsOf } from './check-content.ts';
import { contentOf } from './content.ts';
import { openApplication } from './find-sender.ts';
import type { Registry } from './registry.ts';
import { type Evaluation, evaluate } from './requirements.rules.ts';
import type { Sender } from './sender.entity.ts';

/** Evaluates what the pack still wants of a sender (of its open version, where there is one). Changes nothing. */
export async function evaluateSender(em: Reader, registry: Registry, sender: Sender, at: Date): Promise<Evaluation> {
  const open = await openApplication(em, sender.id);
  return evaluateContent(em, registry, sender, open?.content ?? contentOf(sender), at);
}

/** The same for content at hand. */
export async function evaluateContent(
  em: Reader,
  registry: Registry,
  sender: Sender,
  content: SenderContent,
  at: Date,
): Promise<Evaluation> {
  const organization = found(await em.findOne(Organization, { id: sender.organizationId }));
  const documents = await documentsOf(em, sender.id);
  return evaluate(
    registry.pack,
    {
      kind: sender.kind,
      lineClass: content.lineClass,
      organizationKind: organization.kind,
      address: sender.address,
      operators: operatorsOf(registry, content.requestedOperators),
      subjects: content.subjects,
      sampleMessages: content.sampleMessages,
      hosts: content.hosts,
      documents: documents.map(({ type, uploadedAt, expiresAt, decision }) => ({
        type,
        uploadedAt,
        expiresAt: expiresAt ?? null,
        refused: decision === 'refused',
      })),
      ownershipProvedAt: sender.ownershipProvedAt ?? null,
      hasAudience: Boolean(sender.audienceId),
    },
    at,
  );
}
