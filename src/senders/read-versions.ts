import type { Reader } from '#src/db/index.ts';
import { SenderApplication, type SenderContent } from './application.entity.ts';
import { diffContent, type FieldChange } from './content.ts';

/** A version of an application beside the one that was in force before it. */
export interface SenderVersion {
  application: SenderApplication;
  changes: FieldChange[];
}

/** Every version of a sender's application, oldest first. */
export async function readVersions(em: Reader, senderId: string): Promise<SenderVersion[]> {
  const applications = await em.find(SenderApplication, { senderId }, { orderBy: { number: 'asc' } });
  let inForce: SenderContent | null = null;
  return applications.map((application) => {
    const changes = inForce ? diffContent(inForce, application.content) : [];
    if (application.status === 'approved') inForce = application.content;
    return { application, changes };
  });
}
