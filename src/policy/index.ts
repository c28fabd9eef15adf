export { analysePack, type PackAnalysis } from './analysis/analyse-pack.ts';
export { NotAnalysable } from './analysis/condition-nodes.ts';
export { diffPacks, type Flip, type PackDiff } from './analysis/diff-packs.ts';
export { type Calendar, overdueEntries, readCalendar } from './calendar.ts';
export { choosePack, countryPacks, packNamed } from './choose-pack.ts';
export { compile, emptyLibrary, type Library } from './compile.ts';
export type { CompiledPack, CompiledRule } from './compiled-pack.ts';
export type { Decision, Language, Outcome, Reason, Text, Upcoming } from './decision.ts';
export { canonicalJson, digestOf } from './digest.ts';
export { evaluate, missingFacts } from './evaluate.ts';
export { type Explanation, explain, type RuleTrace } from './explain.ts';
export type { FactSpec } from './fact-types.ts';
export {
  CATEGORIES,
  type Category,
  FACTS,
  type FactGroup,
  type Facts,
  factSpec,
  factTable,
  sampleFacts,
  unknownSender,
} from './facts.ts';
export { factsPage } from './facts-page.ts';
export { factsWith } from './facts-with.ts';
export { PackError, type PackFault } from './fault.ts';
export { joinPacks } from './join-packs.ts';
export { type LoadedPacks, loadPacks } from './load-packs.ts';
export {
  type Basis,
  type Channel,
  durationMs,
  EFFECTS,
  type Effect,
  type PackSource,
  type RuleSource,
} from './pack-schema.ts';
export { type ReasonEntry, readReasonCatalogue } from './reason-catalogue.ts';
export { REASON_CODES, type ReasonCode } from './reason-code.ts';
export { runVectors, type VectorReport } from './vectors.ts';
