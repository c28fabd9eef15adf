import { accountsEntities } from '#src/accounts/index.ts';
import { auditEntities } from '#src/audit/index.ts';
import { complaintsEntities } from '#src/complaints/index.ts';
import { documentsEntities } from '#src/documents/index.ts';
import { messagesEntities } from '#src/messages/index.ts';
import { queueEntities } from '#src/queue/index.ts';
import { sendersEntities } from '#src/senders/index.ts';
import { templatesEntities } from '#src/templates/index.ts';
import { webEntities } from '#src/web/index.ts';

/** The tables of all rooms. */
export const entities = [
  ...auditEntities,
  ...accountsEntities,
  ...messagesEntities,
  ...queueEntities,
  ...documentsEntities,
  ...sendersEntities,
  ...templatesEntities,
  ...complaintsEntities,
  ...webEntities,
];
