/** Why an address cannot be a sender, in words for the applicant. */
export type AddressFault = { readonly code: AddressFaultCode; readonly fa: string; readonly en: string };

const FAULTS = {
  EMPTY: { en: 'An address is required.', fa: 'نشانی فرستنده لازم است.' },
  NOT_A_NUMBER: {
    en: 'Only digits and separators may occur in a numeric sender.',
    fa: 'در سرشماره‌ی عددی فقط رقم و جداکننده می‌آید.',
  },
  UNKNOWN_NUMBER: {
    en: 'This is no line of the numbering plan: a fixed line begins with 0 and its area code, a bulk line with 1000, 2000, 3000, 4040, 5000 or 9000.',
    fa: 'چنین خطی در طرح شماره‌گذاری نیست: خط ثابت با ۰ و کد استان و خط انبوه با ۱۰۰۰، ۲۰۰۰، ۳۰۰۰، ۴۰۴۰، ۵۰۰۰ یا ۹۰۰۰ آغاز می‌شود.',
  },
  UNKNOWN_AREA_CODE: { en: 'No province has this area code.', fa: 'هیچ استانی این کد را ندارد.' },
  AREA_CODE_MISSING: {
    en: 'The area code is missing: write the line as 021-42750000.',
    fa: 'کد استان نیامده است: خط را به شکل ‎021-42750000 بنویسید.',
  },
  LINE_LENGTH: {
    en: 'After the area code a line has 8 digits, 5 that begin with 2, 8 or 9, or 4 that begin with 1, 2, 6, 8 or 9.',
    fa: 'پس از کد استان، شماره ۸ رقم است، یا ۵ رقم با آغاز ۲، ۸ یا ۹، یا ۴ رقم با آغاز ۱، ۲، ۶، ۸ یا ۹.',
  },
  OLD_LINE_LENGTH: {
    en: 'Lines have had 8 digits since the numbering change of 1393; this one has 7.',
    fa: 'از تغییر شماره‌گذاری سال ۱۳۹۳ شماره‌ها ۸ رقمی‌اند؛ این شماره ۷ رقم دارد.',
  },
  BULK_LENGTH: {
    en: 'The number of digits is not one that is sold with this prefix.',
    fa: 'تعداد رقم‌ها از آن‌هایی نیست که با این پیش‌شماره فروخته می‌شود.',
  },
  CODE_LENGTH: { en: 'A short code has 3 to 8 digits.', fa: 'کد کوتاه ۳ تا ۸ رقم دارد.' },
  RESERVED_CODE: {
    en: 'This short number belongs to the network and is given to no one.',
    fa: 'این شماره‌ی کوتاه از آن شبکه است و به کسی داده نمی‌شود.',
  },
  PERSONAL_LINE: {
    en: 'A personal mobile number cannot be a sender.',
    fa: 'شماره‌ی همراه شخصی نمی‌تواند فرستنده باشد.',
  },
  KIND_MISMATCH: {
    en: 'The address is of another kind than the one chosen.',
    fa: 'نوع این نشانی با نوع انتخاب‌شده یکی نیست.',
  },
  NAME_LENGTH: { en: 'A name has 2 to 11 characters.', fa: 'نام ۲ تا ۱۱ نویسه دارد.' },
  NAME_CHARACTERS: {
    en: 'A name is written in Latin letters, digits, spaces and the signs that the GSM alphabet and SMPP addresses share.',
    fa: 'نام با حروف لاتین، رقم، فاصله و نشانه‌هایی نوشته می‌شود که در الفبای GSM و نشانی SMPP مشترک‌اند.',
  },
  NAME_NEEDS_LETTER: { en: 'A name has at least one letter.', fa: 'نام دست‌کم یک حرف دارد.' },
  NAME_EDGE: {
    en: 'A name neither begins nor ends with a space or an underscore.',
    fa: 'نام با فاصله یا زیرخط آغاز نمی‌شود و پایان نمی‌یابد.',
  },
  NAME_DOUBLE_SPACE: { en: 'A name has no two spaces in a row.', fa: 'در نام دو فاصله‌ی پیاپی نمی‌آید.' },
  NAME_DECEPTIVE: {
    en: 'A name may not contain a word by which networks mark unverified senders.',
    fa: 'نام نباید واژه‌ای را در بر داشته باشد که شبکه‌ها با آن فرستنده‌ی نامعتبر را نشان می‌دهند.',
  },
} as const;

/** Stable codes of what can be wrong with an address. */
export type AddressFaultCode = keyof typeof FAULTS;

/** The fault with its texts. */
export const addressFault = (code: AddressFaultCode): AddressFault => ({ code, ...FAULTS[code] });
