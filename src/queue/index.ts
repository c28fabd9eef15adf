import { OutboxSchema } from './outbox.entity.ts';

export { addOutbox, type OutboxInput } from './add-outbox.ts';
export { forgetDoneWork } from './claim-outbox.ts';
export { createDoorbell, type Doorbell } from './doorbell.ts';
export { OutboxRow } from './outbox.entity.ts';
export { GiveUp, type OutboxHandler, type OutboxJob } from './outbox-job.ts';
export { type OutboxRunner, type RunnerParts, startOutboxRunner } from './run-outbox.ts';
export type { SharedPace } from './shared-pace.ts';
export { createBullTransport, createLocalTransport, type Transport } from './transport.ts';

export const queueEntities = [OutboxSchema];
