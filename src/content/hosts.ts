/** Official hosts that frauds imitate, with the words by which an imitation gives itself away. */
export type ProtectedHost = { readonly host: string; readonly marks: readonly string[] };

/** Marks are looked for as whole parts of a host name between dots and hyphens, or as its beginning or end if long. */
export const protectedHosts: readonly ProtectedHost[] = [
  {
    host: 'adliran.ir',
    marks: [
      'adliran',
      'adl',
      'edalat',
      'ghaza',
      'ghazayi',
      'dadgah',
      'dadsara',
      'eblagh',
      'eblaghiye',
      'eblaghie',
      'sana',
      'sna',
      'adlieh',
      'shekayat',
      'jalb',
    ],
  },
  {
    host: 'refahi.ir',
    marks: [
      'yaraneh',
      'yarane',
      'yrn',
      'refahi',
      'kalabarg',
      'klbrg',
      'maishati',
      'maishat',
      'moeishati',
      'hemayat',
      'yarane24',
    ],
  },
  { host: 'sahamedalat.ir', marks: ['sahamedalat', 'sahameedalat', 'saham', 'edalat'] },
  {
    host: 'post.ir',
    marks: [
      'post',
      'irpost',
      'iranpost',
      'posti',
      'marsule',
      'marsole',
      'peygiri',
      'tipax',
      'tpx',
      'gomrok',
      'tarkhis',
      'customs',
      'parcel',
    ],
  },
  { host: 'rahvar120.ir', marks: ['rahvar', 'rahvar120', 'jarime', 'jarimeh', 'khalafi', 'police', 'fata', 'naja'] },
  { host: 'tax.gov.ir', marks: ['tax', 'mali', 'maliat', 'maliyat', 'intamedia'] },
  { host: 'bmi.ir', marks: ['bmi', 'melli', 'bankmelli', 'bam'] },
  { host: 'bankmellat.ir', marks: ['mellat', 'bankmellat'] },
  { host: 'bsi.ir', marks: ['bsi', 'saderat', 'bsaderat'] },
  { host: 'tejaratbank.ir', marks: ['tejarat', 'tejaratbank'] },
  { host: 'banksepah.ir', marks: ['sepah', 'banksepah'] },
  { host: 'bpi.ir', marks: ['pasargad', 'bpi'] },
  { host: 'sb24.ir', marks: ['saman', 'sb24', 'blubank'] },
  { host: 'shaparak.ir', marks: ['shaparak', 'dargah', 'pardakht'] },
  { host: 'mci.ir', marks: ['mci', 'hamrahaval', 'hamrah', 'hamrahman'] },
  { host: 'irancell.ir', marks: ['irancell', 'mtn'] },
  { host: 'hamta.ntsw.ir', marks: ['hamta', 'registry', 'rejistry'] },
  { host: 'divar.ir', marks: ['divar'] },
  { host: 'digikala.com', marks: ['digikala'] },
];

/** Hosts that hide where a link leads. */
export const shorteners: ReadonlySet<string> = new Set(
  'bit.ly bit.do tinyurl.com t.ly is.gd cutt.ly goo.gl rb.gy shorturl.at ow.ly b2n.ir yun.ir zaya.io limoo.me yelloadwise.ir opizo.com plink.ir lnkd.in s.id u.to clck.ru v.gd tiny.cc cli.re'.split(
    ' ',
  ),
);

/** Top-level domains that real Iranian senders hardly use and frauds often do. */
export const cheapTopLevels: ReadonlySet<string> = new Set(
  'xyz top click site online icu club info link buzz rest cam life world live tk ml ga cf gq cc ws lol sbs cfd bond pro vip fun space website press host'.split(
    ' ',
  ),
);

/** In which way a host is suspicious: it imitates an official one, hides another, is an app file, or is on a cheap domain. */
export type HostSuspicionKind = 'look-alike' | 'shortener' | 'apk' | 'cheap';

export type HostSuspicion = { readonly kind: HostSuspicionKind; readonly of: string };

/** Why a host, or a file that installs, is suspicious, or null. */
export function hostSuspicion(host: string, file: boolean): HostSuspicion | null {
  if (file) return { kind: 'apk', of: host };
  if (shorteners.has(host)) return { kind: 'shortener', of: host };
  const top = host.slice(host.lastIndexOf('.') + 1);
  const cheap = cheapTopLevels.has(top);
  // On a good domain only a name of several parts imitates another: most hosts need no look at the marks.
  if (!cheap && !host.includes('-')) return null;
  const parts = host
    .split(/[.-]/u)
    .slice(0, -1)
    .map((part) => part.replace(/\d+$/u, ''));
  for (const { host: official, marks } of protectedHosts) {
    if (host === official || host.endsWith(`.${official}`)) return null;
    const marked = marks.some((mark) =>
      parts.some((part) => part === mark || (mark.length > 4 && part.includes(mark))),
    );
    if (marked) return { kind: 'look-alike', of: official };
  }
  return cheap ? { kind: 'cheap', of: top } : null;
}
