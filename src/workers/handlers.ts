import type { House } from '#src/house.ts';
import { toDate } from '#src/kernel/index.ts';
import { type Endpoints, ERASE_JOB, TRAINING_JOB } from '#src/messages/index.ts';
import type { OutboxHandler } from '#src/queue/index.ts';
import { REPLAY_JOB } from '#src/rulebook/index.ts';
import { acknowledgeMo } from './acknowledge-mo.ts';
import { sendConfirmationCode } from './consent-confirmation.ts';
import { endComplaintPause } from './end-complaint-pause.ts';
import { eraseHandedOver } from './erase-handed-over.ts';
import { keepJudgement } from './keep-judgement.ts';
import { mailHandlers, oweMail } from './mails/send-mail.ts';
import { orderOwnershipCall } from './ownership-call.ts';
import { replayStretch } from './replay.ts';
import { fanOutEvent } from './webhooks/fan-out.ts';

/** What handlers need beside the house. */
export interface HandlerParts {
  endpoints: Endpoints;
  /** Something may be owed to an endpoint. */
  nudgeWebhooks(): void;
}

/** Who does which kind of work of the outbox; every handler may be run more than once for one row. */
export function outboxHandlers(
  house: House,
  { endpoints, nudgeWebhooks }: HandlerParts,
): Record<string, OutboxHandler> {
  return {
    'complaint.pause_ends': ({ payload }) => endComplaintPause(house, payload),
    'consent.acknowledge': ({ payload }) => acknowledgeMo(house, payload),
    'consent.confirmation': ({ payload }) => sendConfirmationCode(house, payload),
    'ownership.call': ({ payload }) => orderOwnershipCall(house, payload),
    [TRAINING_JOB]: ({ payload }) => keepJudgement(house, payload),
    [ERASE_JOB]: ({ payload }) => eraseHandedOver(house, payload),
    [REPLAY_JOB]: (job) => replayStretch(house, job),
    ...mailHandlers(house),
    event: async (job) => {
      await oweMail(house, job);
      const owed = await fanOutEvent(house.db, endpoints, job, toDate(house.clock.now()));
      if (owed > 0) nudgeWebhooks();
    },
  };
}
