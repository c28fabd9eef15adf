import type { Language } from './route.ts';

/** The language of messages: the first of `fa` and `en` that Accept-Language names; English when it names neither. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').split(',', 20)) {
    const tag = part.trim().toLowerCase();
    if (/^fa\b/.test(tag)) return 'fa';
    if (/^en\b/.test(tag)) return 'en';
  }
  return 'en';
}
