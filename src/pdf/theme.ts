import { type RGB, rgb } from 'pdf-lib';

const hex = (value: string): RGB => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16) / 255);
  return rgb(red, green, blue);
};

/** Ink and paper with one accent: the seal's red, for the mark and for refusal only. */
export const colors = {
  ink: hex('#1c1917'),
  muted: hex('#6b6560'),
  line: hex('#d6d1c9'),
  shade: hex('#f6f3ee'),
  paper: hex('#ffffff'),
  seal: hex('#a4161a'),
  green: hex('#1f7a3d'),
  amber: hex('#8f5b00'),
  violet: hex('#6d3fb5'),
  red: hex('#a4161a'),
  mark: hex('#fbe3a4'),
} as const;

export type ColorName = keyof typeof colors;

/** A colour by its name; ink where there is no such name. */
export function colorOf(name: string | undefined): RGB {
  return name !== undefined && Object.hasOwn(colors, name) ? colors[name as ColorName] : colors.ink;
}

/** The states that look the same on the site, in mails and here: always icon, word and colour together. */
export const tones = {
  good: { color: 'green', icon: 'check' },
  wait: { color: 'amber', icon: 'clock' },
  look: { color: 'violet', icon: 'eye' },
  stop: { color: 'red', icon: 'stop' },
  plain: { color: 'muted', icon: 'dot' },
} as const satisfies Record<string, { color: ColorName; icon: string }>;

export type Tone = keyof typeof tones;

/** A4 in points, with room for a punch at either side. */
export const page = { width: 595.28, height: 841.89, side: 54, top: 56, bottom: 62 } as const;

/** Persian needs more room between lines than Latin. */
export const leading = { fa: 1.7, en: 1.45 } as const;
