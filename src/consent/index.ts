export { type AppendedEntry, appendEntries } from './append-entries.ts';
export { applyBlocklist, type BlocklistChange, type StagedList } from './blocklist/apply-blocklist.ts';
export { finishBlocklist } from './blocklist/finish-blocklist.ts';
export { type Blocklist, blockListsOf, listBlocklists } from './blocklist/list-blocklists.ts';
export { stageNumbers } from './blocklist/load-numbers.ts';
export { confirmationCode } from './confirm/code.ts';
export { type CodeMessage, codeMessage } from './confirm/code-message.ts';
export { confirmConsent, type Verdict } from './confirm/confirm.ts';
export {
  type ConfirmationInput,
  type OpenConfirmation,
  type Price,
  requestConfirmation,
} from './confirm/request-confirmation.ts';
export { type ConsentCount, countRecentConsents } from './count-recent.ts';
export { currentState, currentStates, type RecipientScope } from './current-state.ts';
export { type Erasure, eraseSubject } from './erase-subject.ts';
export type { Evidence } from './evidence.ts';
export { blockListSource, type ConsentFacts, consentSource } from './fact-sources.ts';
export {
  effectiveState,
  type FoldEntry,
  foldAll,
  foldScope,
  type ScopeState,
  withWiderOptOuts,
} from './fold.rules.ts';
export { type HistoryItem, listHistory } from './history.ts';
export { type ClaimedImport, claimImport, endHopelessImports, releaseImport } from './import/claim-import.ts';
export { importErrors } from './import/import-errors.ts';
export {
  cancelImport,
  failImport,
  getImport,
  type ImportView,
  importStatuses,
  openImport,
  queueImport,
} from './import/import-store.ts';
export { type ParsedRecord, parseCsv } from './import/parse-block.ts';
export { BAD_RECORD, type Block, MAX_RECORD_BYTES, RecordSplitter } from './import/record-splitter.ts';
export { runConsentImport } from './import/run-import.ts';
export { type ConsentUpload, uploadConsents } from './import/upload-consents.ts';
export type { NewEntry } from './insert-entry.ts';
export { LEDGER_SEQ_SQL, ledgerSeq } from './ledger-seq.ts';
export { findMoContext } from './mo/mo-context.ts';
export { effectOf, type MoEffect, type MoRules, type MoSender, moEffects, moFaults } from './mo/mo-rules.ts';
export { findMoToAcknowledge, type MoToAcknowledge } from './mo/mo-store.ts';
export { type MoAnswer, type MoContext, type MoInput, receiveMo } from './mo/receive-mo.ts';
export { decideReview, listReviews, type Review } from './mo/reviews.ts';
export { readStates, type StatesAnswer, type StatesQuestion } from './read-states.ts';
export { mobileFaults, toMobile } from './recipient.ts';
export { type ConsentInput, type RecordedConsent, recordConsent } from './record-consent.ts';
export { type ConsentRequest, recordConsents } from './record-consents.ts';
export { type ConsentSource, type ConsentState, consentSources, type EntryAction, type Scope } from './scope.ts';
export { type OpenedEntry, openEntry } from './seal/open-entry.ts';
export {
  type ConsistencyAnswer,
  type InclusionAnswer,
  proveConsistency,
  proveInclusion,
  readHead,
  readHeadsAfter,
} from './seal/read-proofs.ts';
export { sealLedger, sealLedgerNow } from './seal/seal-ledger.ts';
export { appendToTiles, foldTile, openTiles, placeOf, TILE_WIDTH, type Tile, type TileId } from './seal/tiles.ts';
export { type HeldConsents, heldConsents, type Revocation, revokeByOwner } from './window/look.ts';
export { openWindow, requestWindow, type WindowOwner, type WindowVerdict, windowOwner } from './window/open-window.ts';
