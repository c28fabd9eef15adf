export type { AddressFault, AddressFaultCode } from './address-faults.ts';
export { hasBidi, isolate, isolateLtr, stripBidi } from './bidi.ts';
export { areNear, deletionKeys, explainLookalike, type Lookalike, skeleton } from './confusables.ts';
export { digitValue, readWrittenNumber, toLatinDigits, toPersianDigits, type WrittenNumber } from './digits.ts';
export { decodeGsm7, encodeGsm7, gsm7Length } from './gsm7.ts';
export { type BulkLine, bulkFamily, IRAN_BULK_LINES, IRAN_RESERVED_CODES, matchBulkLine } from './iran-bulk-lines.ts';
export { IRAN_PROVINCES, type IranFixedLine, matchIranFixedLine } from './iran-fixed-lines.ts';
export { DEFAULT_KEYWORDS, type KeywordEffect, type KeywordSet, matchKeyword } from './keywords.ts';
export { findLinks, findLinksIn, type Link, type LinkKind, registrableDomain } from './links.ts';
export { regionsOf, timeZonesOf } from './locations.ts';
export { type LineType, type MsisdnFault, mobileOperator, type ParsedMsisdn, parseMsisdn } from './msisdn.ts';
export {
  checkPostalCode,
  isLegalNationalId,
  isNationalId,
  luhn,
  type PostalCodeVerdict,
  parseLegalNationalId,
  parseNationalId,
} from './national-id.ts';
export { normalise, normalisedView, type Views, views } from './normalise.ts';
export { hasOptOutNotice } from './opt-out-notice.ts';
export { classifyRevocation, type Revocation } from './revocation.ts';
export { type CutOptions, cut, MAX_SEGMENTS, type Part, type Segmentation, segment } from './segments.ts';
export {
  addressKey,
  type LineClass,
  type ParsedSenderAddress,
  parseSenderAddress,
  type SenderAddress,
  type SenderKind,
  senderKey,
} from './sender-address.ts';
export { decodeUcs2, encodeUcs2 } from './ucs2.ts';
export { MAX_TEXT_LENGTH, type Span, spanInRaw, type View } from './view.ts';
