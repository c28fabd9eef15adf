export { compileCandidate, readCandidate } from './compile-candidate.ts';
export { countShadow, type ShadowCount, type ShadowReport } from './count-shadow.ts';
export { loadReasonCatalogue } from './reason-catalogue.ts';
export type { Recorded, RecordedReason, RecordedTraffic, TrafficPage, TrafficQuery } from './replay/recorded.ts';
export { type Redecision, redecide } from './replay/redecide.rules.ts';
export {
  cancelReplay,
  getReplay,
  listReplays,
  type NewReplay,
  REPLAY_JOB,
  type Replay,
  type ReplayStatus,
  replayStatuses,
  startReplay,
} from './replay/replay-store.ts';
export { carryOnReplay, failReplay, type Replaying, replayTraffic } from './replay/run-replay.ts';
export { type FlipCount, newTally, replayPage, type Tally } from './replay/tally.ts';
export { type OnReload, openRulebook, type Rulebook } from './rulebook.ts';
