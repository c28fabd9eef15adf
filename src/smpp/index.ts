export { destinationAddress, type SourceSender, sourceAddress, vendorTlvs } from './addresses.ts';
export { messageKey } from './message-id.ts';
export type { MoMessage } from './mo.ts';
export { type EncodedText, messageParts } from './parts.ts';
export type { SmppAddress } from './pdu-read.ts';
export type { Receipt, ReceiptState } from './receipt.ts';
export { type RouteSettings, routeDefaults, routeLabel, type SenderKind, type TlvTemplate } from './route-settings.ts';
export { parseRouteUrl, type RouteFault, RouteUrlError } from './route-url.ts';
export { createSession } from './session.ts';
export type {
  Session,
  SessionCounters,
  SessionHandlers,
  SessionLog,
  SessionPhase,
  SessionSnapshot,
  SessionState,
} from './session-types.ts';
export { type Refusal, refusalOf } from './statuses.ts';
export type {
  Accepted,
  DataCoding,
  MessagePart,
  NotSent,
  Refused,
  SubmitMessage,
  SubmitOutcome,
  Tlv,
  Unknown,
} from './submit-message.ts';
