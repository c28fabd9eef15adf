import { type AddressFault, type AddressFaultCode, addressFault } from './address-faults.ts';
import { readWrittenNumber, type WrittenNumber } from './digits.ts';
import { bulkFamily, IRAN_RESERVED_CODES, matchBulkLine } from './iran-bulk-lines.ts';
import { IRAN_PROVINCES, matchIranFixedLine } from './iran-fixed-lines.ts';
import { maskedNameFaults } from './masked-name.ts';
import { mobileOperator, parseMsisdn } from './msisdn.ts';
import { normalise } from './normalise.ts';

/** The kinds of sender that can be registered. */
export type SenderKind = 'fixed_line' | 'masked' | 'long_number' | 'short_code';

/** What a sender is registered for: messages about something that the recipient asked for, or advertising. */
export type LineClass = 'service' | 'promotional';

/** A sender address in its one canonical form. */
export type SenderAddress = {
  readonly kind: SenderKind;
  /** E.164 for fixed lines and foreign numbers, plain digits for bulk lines and short codes, a masked name as written. */
  readonly address: string;
  /** How people write it, Latin digits: `021-42750000`. */
  readonly display: string;
  readonly areaCode?: string;
  readonly province?: { readonly fa: string; readonly en: string };
  /** Mobile operator that the prefix is tied to. */
  readonly operatorHint?: string;
};

/** An address, or everything that is wrong with it. */
export type ParsedSenderAddress =
  | { readonly ok: true; readonly sender: SenderAddress }
  | { readonly ok: false; readonly faults: readonly AddressFault[] };

const refuse = (...codes: AddressFaultCode[]): ParsedSenderAddress => ({ ok: false, faults: codes.map(addressFault) });

function fixedLine(national: string): SenderAddress | null {
  const line = matchIranFixedLine(national);
  if (line === null) return null;
  const address = `+98${national}`;
  if (line.areaCode === null) return { kind: 'fixed_line', address, display: national };
  const province = IRAN_PROVINCES.get(line.areaCode)!;
  return {
    kind: 'fixed_line',
    address,
    display: `0${line.areaCode}-${line.subscriber}`,
    areaCode: line.areaCode,
    province,
  };
}

function bulkLine(digits: string): SenderAddress | null {
  const line = matchBulkLine(digits);
  if (line === null) return null;
  const sender = { kind: 'long_number', address: digits, display: digits } as const;
  return line.operator === null ? sender : { ...sender, operatorHint: line.operator };
}

function shortCode(digits: string): SenderAddress | null {
  if (!/^[1-9]\d{2,7}$/.test(digits) || IRAN_RESERVED_CODES.has(digits)) return null;
  return { kind: 'short_code', address: digits, display: digits };
}

/** National digits without `98`, which may be written with or without `+` and with a trunk 0 behind it. */
function afterCountryCode(digits: string): string | null {
  if (!digits.startsWith('98')) return null;
  return digits.slice(digits[2] === '0' ? 3 : 2);
}

/** Reads the number with a national plan of fixed lines and bulk lines; a short code is what remains. */
function numericSender(written: WrittenNumber, hint: SenderKind | undefined): SenderAddress | null {
  const { digits, international } = written;
  const rest = afterCountryCode(digits);
  if (international) return rest === null ? foreign(written) : (bulkLine(rest) ?? fixedLine(rest));
  if (digits.startsWith('0')) return fixedLine(digits.slice(1));
  if (hint === 'short_code') return shortCode(digits);
  const afterCode = rest === null ? null : (bulkLine(rest) ?? fixedLine(rest));
  const line = bulkLine(digits) ?? afterCode;
  if (line !== null) return line;
  // Without its 0 a short line cannot be told from a short code.
  if (digits.length === 10 || hint === 'fixed_line' || matchIranFixedLine(digits)?.areaCode === null) {
    const bare = fixedLine(digits);
    if (bare !== null) return bare;
  }
  // An applicant writes a foreign number with its +; a caller of a registered one may have lost it.
  return hint === undefined ? (shortCode(digits) ?? foreign(written)) : null;
}

/** A number of another country, in E.164. */
function foreign({ digits, international }: WrittenNumber): SenderAddress | null {
  if (!international && digits.length < 10) return null;
  const parsed = parseMsisdn(`+${digits}`);
  if (!parsed.ok || parsed.country === 'IR') return null;
  return { kind: 'long_number', address: parsed.e164, display: parsed.e164 };
}

/** The most helpful thing to say of digits that are no sender. */
function numberFault({ digits, international }: WrittenNumber, hint: SenderKind | undefined): AddressFaultCode {
  const national = afterCountryCode(digits) ?? (digits.startsWith('0') ? digits.slice(1) : digits);
  if (mobileOperator(`+98${national}`) !== null && national.length === 10) return 'PERSONAL_LINE';
  if (IRAN_RESERVED_CODES.has(digits)) return 'RESERVED_CODE';
  if (hint === 'short_code') return 'CODE_LENGTH';
  if (bulkFamily(national) !== null) return 'BULK_LENGTH';
  const trunk = digits.startsWith('0') || digits.startsWith('98') || international;
  if (!trunk && hint === 'fixed_line') return 'AREA_CODE_MISSING';
  if (!trunk) return 'UNKNOWN_NUMBER';
  if (!IRAN_PROVINCES.has(national.slice(0, 2))) return hint === 'fixed_line' ? 'UNKNOWN_AREA_CODE' : 'UNKNOWN_NUMBER';
  return national.length === 9 ? 'OLD_LINE_LENGTH' : 'LINE_LENGTH';
}

function maskedSender(name: string): ParsedSenderAddress {
  const faults = maskedNameFaults(name);
  if (faults.length > 0) return refuse(...faults);
  return { ok: true, sender: { kind: 'masked', address: name, display: name } };
}

const hasLetter = (text: string): boolean => /\p{L}/u.test(text);

/**
 * Reads what an applicant wrote as a sender address and gives its canonical form, or every fault at once.
 *
 * Numeric senders may be written in any digit script, with separators and with `+98`, `0098`, `98` or `0` in front.
 * With `hintKind` the address must be of that kind, and forms that only it makes clear are understood (a landline
 * without its 0, a short code that looks like one). Total.
 */
export function parseSenderAddress(input: string, hintKind?: SenderKind): ParsedSenderAddress {
  if (input.trim() === '') return refuse('EMPTY');
  if (hintKind === 'masked' || (hintKind === undefined && hasLetter(input))) return maskedSender(input);
  const written = readWrittenNumber(input);
  if (written === null) return refuse('NOT_A_NUMBER');
  const sender = numericSender(written, hintKind);
  if (sender === null) return refuse(numberFault(written, hintKind));
  if (hintKind !== undefined && sender.kind !== hintKind) return refuse('KIND_MISMATCH');
  // A code that reads as a line of the plan could never be looked up.
  if (hintKind === 'short_code' && numericSender(written, undefined)?.kind !== hintKind) return refuse('KIND_MISMATCH');
  return { ok: true, sender };
}

/** The unique key of a sender address: equal for all ways of writing it, without regard to case. */
export function addressKey(sender: SenderAddress): string {
  return sender.kind === 'masked' ? normalise(sender.address) : sender.address;
}

/**
 * The key under which a sender would be registered, from whatever a caller wrote; equals `addressKey` of the parsed
 * address where there is one. Total and cheap: an unknown address has a key too, which no sender has.
 */
export function senderKey(input: string): string {
  const written = readWrittenNumber(input);
  if (written === null) return normalise(input);
  const sender = numericSender(written, undefined);
  if (sender !== null) return sender.address;
  const local = afterCountryCode(written.digits);
  return written.international ? (local ?? `+${written.digits}`) : written.digits;
}
