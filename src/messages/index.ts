import { SmppRouteSchema } from './smpp-route.entity.ts';
import { WebhookEndpointSchema } from './webhooks/webhook-endpoint.entity.ts';

export { type Acceptance, type AcceptResult, acceptMessage, laneOf, type MessageRequest } from './accept-message.ts';
export { cancelMessage, releaseMessage, resubmitMessage } from './cancel-message.ts';
export type { Changed, Changes, Owing } from './changes.ts';
export { type ClaimedMessage, type ClaimOrder, claimMessages } from './claim-messages.ts';
export { countRecentMessages, type MessageCount } from './count-recent.ts';
export { ERASE_JOB, type ErasedMessages, eraseMessages, eraseRecipient } from './erase-recipient.ts';
export { getMessage, listMessages, type Message, type MessageFilter, messagesById } from './get-message.ts';
export { createHandOver, type Hand, type HandOver, type Reserve } from './hand-over.ts';
export { decideHeld, type HeldDecision, TRAINING_JOB, type TrueLabels } from './held/decide-held.ts';
export { type HeldMessage, listHeld } from './held/list-held.ts';
export { type KnownNames, stripPersonal } from './held/strip-personal.rules.ts';
export { type TrainingLine, trainingLine } from './held/training-line.ts';
export { createdAt, type MessageRow, type Review } from './message-row.ts';
export { answerCompanion, messageWriters, type NewMessage } from './message-writers.ts';
export { beginAgain, type Judgement, judgeStream } from './pacing/judge-stream.ts';
export { badSignal, nextPauseMs, type PacingRules, pacingRules, type Signals } from './pacing/pacing.rules.ts';
export { openPacing, type PacedMessage, type Pacing } from './pacing/pacing-book.ts';
export {
  claimStreams,
  NO_TEMPLATE,
  readSignals,
  type Stream,
  type StreamPhase,
  streamPhases,
  streamsOf,
} from './pacing/streams.ts';
export type { PartState, PartStates } from './part-states.rules.ts';
export { recordOutcomes, type SmscId, type SubmissionOutcome } from './record-outcomes.ts';
export { forgetKeptReceipts, matchKeptReceipts, type ReceiptReport, recordReceipts } from './record-receipts.ts';
export { MAX_RESUBMITS, type Redeciding, redecideMessage } from './redecide-message.ts';
export { refuseAltered } from './refuse-altered.ts';
export { type ForwardingRules, forwardingRules } from './schedule.rules.ts';
export { isSealed, sealOf } from './seal.ts';
export { type SystemMessage, sendSystemMessage } from './send-system-message.ts';
export { SmppRoute } from './smpp-route.entity.ts';
export {
  addSmppRoute,
  CONFIGURED_ROUTE,
  changeSmppRoute,
  countWaiting,
  listSmppRoutes,
  type RouteState,
  removeSmppRoute,
  routeStates,
  type SmppRouteInput,
  smppReadiness,
} from './smpp-routes.ts';
export { finalStatuses, type MessageStatus, messageStatuses } from './status.rules.ts';
export { type TimelineEntry, timelineEntry } from './timeline.ts';
export { leaveToPerson, type WokenMessage, wakeMessages } from './wake-messages.ts';
export {
  type AttemptResult,
  claimDeliveries,
  type Delivery,
  type EventToOwe,
  listDeliveries,
  oweEvent,
  oweTest,
  recordAttempts,
  replayDeliveries,
  replayDelivery,
  type Target,
} from './webhooks/deliveries.ts';
export {
  addEndpoint,
  changeEndpoint,
  disableEndpoint,
  type EndpointInput,
  endpointSorts,
  getEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateEndpointSecret,
} from './webhooks/endpoints.ts';
export { eventPattern, isWanted } from './webhooks/event-types.ts';
export type { OwedWebhook, Subscription } from './webhooks/owe-webhooks.sql.ts';
export { callbackSecret, isPublicAddress, isPublicHost } from './webhooks/public-host.rules.ts';
export { type ActiveEndpoint, type Endpoints, openEndpoints } from './webhooks/subscriptions.ts';
export { WebhookEndpoint } from './webhooks/webhook-endpoint.entity.ts';

export const messagesEntities = [SmppRouteSchema, WebhookEndpointSchema];
