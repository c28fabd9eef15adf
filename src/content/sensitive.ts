import { isNationalId, luhn, spanInRaw, type View } from '#src/text/index.ts';
import type { SensitiveSpan } from './types.ts';

/**
 * First six digits of the cards of Iranian banks (issuer identification numbers of the Shetab network, as published by
 * the banks; the Central Bank's list changes when banks merge, old numbers stay on cards).
 */
export const IRANIAN_BINS: ReadonlySet<string> = new Set(
  (
    '603799 589210 627648 627961 603770 628023 627760 502908 627412 622106 502229 627488 621986 639346 639607 636214 502806 502938 ' +
    '603769 610433 627353 585983 589463 627381 505785 606373 628157 505416 639370 639599 504172 639217 504706 507677 606256 581874 ' +
    '585947 585949 585983 627884 610433 991975 636949 639194 502910 505801 207177 170019 585947 610431 622107 639347 603770 627648 505809'
  ).split(' '),
);

const CARD = /(?<![\d*])\d(?:[ \-–._/]?\d){15}(?![\d*]|[ \-.]\d{2})/gu;
const NATIONAL_ID = /(?<!\d)\d{10}(?!\d)/gu;
const CARD_WORD = /کارت|kart|card|عابر|شتاب/u;
const ID_WORD = /کد ?ملی|شماره ?ملی|code ?mel+i|kode ?mel+i|national (?:id|code)/u;
const SECRET_WORD = /رمز|پسورد|گذرواژه|کلمه عبور|ramz|password|passcode|pin/u;

/** Ten digits in a row or in groups: without them there is nothing to find. */
const MAY_BE_SENSITIVE = /\d(?:[ \-–._/]?\d){9}/u;

/**
 * Full card numbers (a valid checksum, or an Iranian issuer next to a word for card) and national ids that travel with a
 * password, in a normalised view. Masked numbers are left alone.
 */
export function findSensitive(view: View): SensitiveSpan[] {
  const { text } = view;
  const found: SensitiveSpan[] = [];
  if (!MAY_BE_SENSITIVE.test(text)) return found;
  for (const match of text.matchAll(CARD)) {
    const digits = match[0].replace(/\D/gu, '');
    const around = text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 24);
    const iranian = IRANIAN_BINS.has(digits.slice(0, 6));
    if ((luhn(digits) && (iranian || /^[3-6]/u.test(digits))) || (iranian && CARD_WORD.test(around))) {
      found.push({ kind: 'card', ...spanInRaw(view, match.index, match.index + match[0].length) });
    }
  }
  if (SECRET_WORD.test(text) && ID_WORD.test(text)) {
    for (const match of text.matchAll(NATIONAL_ID)) {
      if (isNationalId(match[0]))
        found.push({ kind: 'national_id', ...spanInRaw(view, match.index, match.index + 10) });
    }
  }
  return found;
}
