/** Persian verbs of a reply: the root, then the stems of the present and of the past, in both ways of writing. */
const VERBS: ReadonlyArray<readonly [root: string, present: string, past: string, latin: string, latinPast: string]> = [
  ['send', 'فرست فرس', 'فرستاد', 'frst frs', 'frstd'],
  ['give', 'ده د', 'داد', 'd dh', 'dd'],
  ['hit', 'زن', 'زد', 'zn', 'zd'],
  ['come', 'یا ا آ آی', 'اومد آمد یومد یامد', 'y', 'md ymd'],
  ['arrive', 'رس', 'رسید', 'rs', 'rsd'],
  ['do', 'کن', 'کرد', 'kn', 'krd'],
  ['do', 'نما فرما نمای فرمای', 'نمود فرمود', 'nm frm', 'nmd'],
  ['become', 'ش شو گرد', 'شد گردید', 'š šv', 'šd'],
  ['want', 'خوا خواه', 'خواست', 'x xh', 'xst'],
  ['have', 'دار', 'داشت', 'dr', 'dšt'],
  ['take', 'گیر', 'گرفت', 'gr', 'grft'],
  ['say', 'گ گو', 'گفت', 'g', 'gft'],
  ['see', 'بین', 'دید', 'bn', ''],
  ['put', 'ذار گذار', 'گذاشت', 'zr', 'zšt'],
  ['lift', 'بردار دربیار درار درآر', 'برداشت درآورد', 'brdr drbr', ''],
  ['throw', 'نداز انداز بنداز', 'انداخت', 'ndz', ''],
  ['close', 'بند', 'بست', 'bnd', 'bst'],
  ['be', 'باش', 'بود', 'bš', 'bd'],
  ['know', 'شناس', 'شناخت', 'šns', ''],
  ['write', 'نویس', 'نوشت', 'nvs', 'nvšt'],
  ['buy', 'خر', 'خرید', 'xr', 'xrd'],
];

/** Endings with the person that they name; an imperative has the second or none. */
const ENDINGS: ReadonlyArray<readonly [ending: string, person: string]> = [
  ['م', '1'],
  ['یم', '1'],
  ['', '2'],
  ['ی', '2'],
  ['ید', '2'],
  ['یید', '2'],
  ['ین', '2'],
  ['یین', '2'],
  ['ه', '3'],
  ['د', '3'],
  ['ود', '3'],
  ['ند', '3'],
  ['ن', '3'],
];
const LATIN_ENDINGS: typeof ENDINGS = [
  ['m', '1'],
  ['', '2'],
  ['D', '2'],
  ['h', '2'],
  ['d', '3'],
  ['n', '3'],
  ['vd', '3'],
];

const form = (root: string, not: boolean, mood: string, person: string): string =>
  `${root}${not ? '-' : '+'}${mood}${person}`;

type Row = readonly [root: string, present: string, past: string];

function formsOf(
  rows: readonly Row[],
  [not, now, be]: readonly [string, string, string],
  endings: typeof ENDINGS,
): Map<string, string> {
  const forms = new Map<string, string>();
  const keep = (word: string, meaning: string): void => {
    if (word.length > 1 && !forms.has(word)) forms.set(word, meaning);
  };
  for (const [root, present, past] of rows) {
    for (const stem of present.split(' ')) {
      for (const [ending, person] of endings) {
        const mood = person === '2' ? 'ask' : 'wish';
        keep(not + stem + ending, form(root, true, mood, person));
        keep(be + stem + ending, form(root, false, mood, person));
        keep(not + now + stem + ending, form(root, true, 'now', person));
        keep(now + stem + ending, form(root, false, 'now', person));
        if (stem.length > 1) keep(stem + ending, form(root, false, mood, person));
      }
    }
    for (const stem of past.split(' ').filter((one) => one !== '')) {
      for (const [ending, person] of endings) {
        if (ending === 'د' || ending === 'd') continue;
        const who = ending === '' ? '3' : person;
        keep(not + stem + ending, form(root, true, 'past', who));
        keep(stem + ending, form(root, false, 'past', who));
        keep(not + now + stem + ending, form(root, true, 'past', who));
        keep(stem + (endings === ENDINGS ? 'ه' : ''), form(root, false, 'past', '3'));
      }
    }
  }
  return forms;
}

/** Every form of the verbs in Persian letters. */
export const PERSIAN_FORMS: ReadonlyMap<string, string> = formsOf(
  VERBS.map(([root, present, past]) => [root, present, past]),
  ['ن', 'می', 'ب'],
  ENDINGS,
);

/** Every form in Latin letters, by the consonants that `skeleton` leaves. */
export const LATIN_FORMS: ReadonlyMap<string, string> = formsOf(
  VERBS.map(([root, , , latin, latinPast]) => [root, latin, latinPast]),
  ['n', 'm', 'b'],
  LATIN_ENDINGS,
);
