export { type AppendedEntry, appendEntries, type NewEntry } from './append-entries.ts';
export { currentState, currentStates, type RecipientScope } from './current-state.ts';
export type { Evidence } from './evidence.ts';
export { consentFactsSql, LEDGER_SEQ_SQL } from './facts.sql.ts';
export {
  effectiveState,
  type FoldEntry,
  foldAll,
  foldScope,
  type ScopeState,
  withWiderOptOuts,
} from './fold.rules.ts';
export { type HistoryItem, listHistory } from './history.ts';
export { ledgerSeq } from './ledger-seq.ts';
export { readStates, type StatesAnswer, type StatesQuestion } from './read-states.ts';
export { type ConsentInput, type RecordedConsent, recordConsent } from './record-consent.ts';
export { type ConsentSource, type ConsentState, consentSources, type EntryAction, type Scope } from './scope.ts';
