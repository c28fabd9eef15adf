import { OutboxSchema } from './outbox.entity.ts';

export { addOutbox, type OutboxInput } from './add-outbox.ts';
export { createDoorbell, type Doorbell } from './doorbell.ts';
export { OutboxRow } from './outbox.entity.ts';

export const queueEntities = [OutboxSchema];
