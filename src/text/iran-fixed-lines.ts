/**
 * Area codes of the Iranian fixed network and their provinces.
 *
 * Source: ITU national numbering plan of Iran (2015) as kept in libphonenumber's geocoding data for +98.
 */
export const IRAN_PROVINCES: ReadonlyMap<string, { readonly fa: string; readonly en: string }> = new Map([
  ['11', { fa: 'مازندران', en: 'Mazandaran' }],
  ['13', { fa: 'گیلان', en: 'Gilan' }],
  ['17', { fa: 'گلستان', en: 'Golestan' }],
  ['21', { fa: 'تهران', en: 'Tehran' }],
  ['23', { fa: 'سمنان', en: 'Semnan' }],
  ['24', { fa: 'زنجان', en: 'Zanjan' }],
  ['25', { fa: 'قم', en: 'Qom' }],
  ['26', { fa: 'البرز', en: 'Alborz' }],
  ['28', { fa: 'قزوین', en: 'Qazvin' }],
  ['31', { fa: 'اصفهان', en: 'Isfahan' }],
  ['34', { fa: 'کرمان', en: 'Kerman' }],
  ['35', { fa: 'یزد', en: 'Yazd' }],
  ['38', { fa: 'چهارمحال و بختیاری', en: 'Chaharmahal and Bakhtiari' }],
  ['41', { fa: 'آذربایجان شرقی', en: 'East Azerbaijan' }],
  ['44', { fa: 'آذربایجان غربی', en: 'West Azerbaijan' }],
  ['45', { fa: 'اردبیل', en: 'Ardabil' }],
  ['51', { fa: 'خراسان رضوی', en: 'Razavi Khorasan' }],
  ['54', { fa: 'سیستان و بلوچستان', en: 'Sistan and Baluchestan' }],
  ['56', { fa: 'خراسان جنوبی', en: 'South Khorasan' }],
  ['58', { fa: 'خراسان شمالی', en: 'North Khorasan' }],
  ['61', { fa: 'خوزستان', en: 'Khuzestan' }],
  ['66', { fa: 'لرستان', en: 'Lorestan' }],
  ['71', { fa: 'فارس', en: 'Fars' }],
  ['74', { fa: 'کهگیلویه و بویراحمد', en: 'Kohgiluyeh and Boyer-Ahmad' }],
  ['76', { fa: 'هرمزگان', en: 'Hormozgan' }],
  ['77', { fa: 'بوشهر', en: 'Bushehr' }],
  ['81', { fa: 'همدان', en: 'Hamadan' }],
  ['83', { fa: 'کرمانشاه', en: 'Kermanshah' }],
  ['84', { fa: 'ایلام', en: 'Ilam' }],
  ['86', { fa: 'مرکزی', en: 'Markazi' }],
  ['87', { fa: 'کردستان', en: 'Kurdistan' }],
]);

/**
 * Numbers of an area: two-digit code, then 8 digits, or 5 that begin with 2, 8 or 9, or 4 that begin with 1, 2, 6, 8
 * or 9. Ranges of libphonenumber 1.13.16; real short numbers may be ahead of it.
 */
const FIXED_LINE =
  /^(1[137]|2[13-68]|3[1458]|4[145]|5[1468]|6[16]|7[1467]|8[13467])([03-57]\d{7}|[16]\d{3}(?:\d{4})?|[289]\d{3}(?:\d(?:\d{3})?)?)$/;
/** Universal access numbers (four or five digits): no area code, one number for the whole country. */
const UNIVERSAL_ACCESS = /^96(?:0[12]|2[16-8]|3(?:08|[14]5|[23]|66)|4(?:0|80)|5[01]|6[89]|86|9[19])$/;

/** A fixed line of the Iranian plan. */
export type IranFixedLine = { readonly areaCode: string | null; readonly subscriber: string };

/** Splits national digits (no trunk 0) into area code and subscriber number; `areaCode` is null for a universal access number. Null where the plan has no such line. */
export function matchIranFixedLine(national: string): IranFixedLine | null {
  const match = FIXED_LINE.exec(national);
  if (match !== null) return { areaCode: match[1]!, subscriber: match[2]! };
  return UNIVERSAL_ACCESS.test(national) ? { areaCode: null, subscriber: national } : null;
}
