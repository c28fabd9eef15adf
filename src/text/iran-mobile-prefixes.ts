/**
 * Iranian mobile prefixes and the operator that was given them, national digits without the leading 0.
 *
 * Numbers have been portable since 1395, so this is a hint and never the last word. Sources: persian-tools
 * `phoneNumber` table; libphonenumber carrier data for +98 (virtual operators, low to medium confidence).
 */
export const IRAN_MOBILE_PREFIXES: ReadonlyArray<readonly [operator: string, prefixes: readonly string[]]> = [
  [
    'mci',
    ['910', '911', '912', '913', '914', '915', '916', '917', '918', '919', '990', '991', '992', '993', '995', '996'],
  ],
  [
    'irancell',
    ['900', '901', '902', '903', '904', '905', '930', '933', '935', '936', '937', '938', '939', '99910', '99913'],
  ],
  ['rightel', ['920', '921', '922', '923', '9999']],
  ['shatel', ['998']],
  ['taliya', ['932']],
  ['espadan', ['931']],
  ['telekish', ['934']],
  ['anarestan', ['994']],
  ['lotustel', ['99900']],
  ['aptel', ['99911']],
  ['azartel', ['99914']],
];
