import type { Language } from './route.ts';

/** The language of messages: of `fa` and `en`, the one that Accept-Language prefers; English when it names neither. */
export function languageOf(header: string | undefined): Language {
  let best: Language = 'en';
  let most = 0;
  for (const part of (header ?? '').split(',', 20)) {
    const named = /^\s*(fa|en)(?![a-z])[^;]*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?/i.exec(part);
    if (!named) continue;
    const weight = Number(named[2] ?? 1);
    if (weight <= most) continue;
    most = weight;
    best = named[1]?.toLowerCase() === 'fa' ? 'fa' : 'en';
  }
  return best;
}
