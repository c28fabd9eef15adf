import { parse } from 'tldts';
import { normalisedView } from './normalise.ts';
import { type Span, spanInRaw, type View } from './view.ts';

/** `url`: with a scheme, a path or `www.`; `host`: a bare domain; `email`: an address; `file`: an installable file's name. */
export type LinkKind = 'url' | 'host' | 'email' | 'file';

/** A link-like string of a text. */
export type Link = {
  readonly kind: LinkKind;
  /** Where it is in the original text. */
  readonly span: Span;
  /** Lower case, dots restored. */
  readonly host: string;
  /** The part that was registered (eTLD+1 of the Public Suffix List), or null for an IP address or a file. */
  readonly domain: string | null;
  /** True where dots or the scheme were disguised: `example[.]com`, `shop .ir`, `hxxp`. */
  readonly obfuscated: boolean;
};

/** Letters that host names are written in, look-alike scripts included; Arabic script is text around the link. */
const L = 'a-z0-9\\u00df-\\u024f\\u0370-\\u052f';
const LABEL = `[${L}](?:[${L}-]{0,61}[${L}])?`;
const WRAPPED_DOT = '\\s?[\\[({]\\s?(?:\\.|dot|دات|نقطه)\\s?[\\])}]\\s?';
const TIGHT_DOT = `(?:\\.|。|${WRAPPED_DOT})`;
const AFTER = `(?![${L}]|-[${L}])`;
const PORT = '(?::\\d{2,5})?';
const PATH = "(?:[/?#][a-z0-9\\-._~:/?#@!$&'*+=%]*)?";
/** Endings that make a host of words which spaces set apart; others would make links of sentences. */
const STRONG_ENDINGS = 'ir|com|net|org|xyz|site|click|top';
const WORD_DOT = '\\s(?:dot|دات|نقطه)\\s';

const TIGHT = new RegExp(
  `(?:(h(?:tt|xx)ps?)\\s?:\\s?/\\s?/\\s?)?([a-z0-9._%+-]{1,64}@)?(${LABEL}(?:${TIGHT_DOT}${LABEL}){1,7})${AFTER}(${PORT}${PATH})`,
  'gu',
);
const SPACED = new RegExp(
  `(?<![${L}.@-])(${LABEL}(?:\\.${LABEL}){0,3}(?:\\s\\.\\s?|\\.\\s|${WORD_DOT})(?:${STRONG_ENDINGS}))${AFTER}(${PATH})`,
  'gu',
);
/** The middle of what `SPACED` finds: without it there is nothing to look for. */
const SPACED_DOT = new RegExp(`(?:\\s\\.\\s?|\\.\\s|${WORD_DOT})(?:${STRONG_ENDINGS})`, 'u');
const MAY_HAVE_LINK = /\.|。|dot|دات|نقطه|:\s?\/\s?\//u;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** Reserved names (RFC 2606) count as hosts; nobody can register below them, but people write them. */
const RESERVED_ENDING = /\.(?:example|test)$/;
const INSTALLABLE = /\.(?:apk|xapk|apks|ipa|exe|msi)$/;

const DOTS = new RegExp(`${WRAPPED_DOT}|${WORD_DOT}|\\s?[.。]\\s?`, 'gu');
const restoreDots = (host: string): string => host.replace(DOTS, '.');

/** A sentence end without a space («done.Call us»): the raw text goes on with a capital after a small letter. */
function isSentenceEnd(view: View, start: number, host: string): boolean {
  const dot = host.lastIndexOf('.');
  const before = spanInRaw(view, start + dot - 1, start + dot).text;
  const after = spanInRaw(view, start + dot + 1, start + dot + 3).text;
  return /\p{Ll}/u.test(before) && /^\p{Lu}\p{Ll}/u.test(after);
}

type Candidate = {
  scheme: string;
  user: string;
  written: string;
  tail: string;
  start: number;
  end: number;
  at: number;
};

function judge(view: View, found: Candidate): Link | null {
  const host = restoreDots(found.written);
  const obfuscated = host !== found.written || found.scheme.startsWith('hxxp');
  const span = spanInRaw(view, found.start, found.end);
  if (INSTALLABLE.test(host) && found.scheme === '') return { kind: 'file', span, host, domain: null, obfuscated };
  const explicit = found.scheme !== '' || host.startsWith('www.');
  const path = found.tail !== '';
  if (IPV4.test(host)) return explicit || path ? { kind: 'url', span, host, domain: null, obfuscated } : null;
  const { domain, isIcann, isPrivate, domainWithoutSuffix } = parse(host, {
    allowPrivateDomains: false,
    validateHostname: false,
  });
  if (domain === null) return null;
  if (!explicit) {
    if (!isIcann && !isPrivate && !RESERVED_ENDING.test(host)) return null;
    if (!path && !/\p{L}/u.test(domainWithoutSuffix ?? '')) return null;
    if (!path && !obfuscated && isSentenceEnd(view, found.at, host)) return null;
  }
  if (found.user !== '') return { kind: 'email', span, host, domain, obfuscated };
  return { kind: explicit || path ? 'url' : 'host', span, host, domain, obfuscated };
}

/** The address at the end of a path without the punctuation of the sentence around it. */
const trimTail = (tail: string): string => tail.replace(/[.,:!?'*_~-]+$/, '');

/** As `matchAll`, which copies the pattern at each call: dearer than looking for most texts. */
function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  let last = 0;
  for (;;) {
    pattern.lastIndex = last;
    const match = pattern.exec(text);
    if (match === null) return;
    last = pattern.lastIndex;
    yield match;
  }
}

function* candidates(text: string): Generator<Candidate> {
  for (const match of matchesOf(TIGHT, text)) {
    const [all, scheme = '', user = '', written = '', rest = ''] = match;
    const tail = trimTail(rest);
    const end = match.index + all.length - (rest.length - tail.length);
    const at = match.index + all.length - rest.length - written.length;
    yield { scheme, user, written, tail, start: match.index, end, at };
  }
  if (!SPACED_DOT.test(text)) return;
  for (const match of matchesOf(SPACED, text)) {
    const [all, written = '', rest = ''] = match;
    const tail = trimTail(rest);
    const end = match.index + all.length - (rest.length - tail.length);
    yield { scheme: '', user: '', written, tail, start: match.index, end, at: match.index };
  }
}

/**
 * Links of a normalised view, in order: addresses with a scheme, bare domains of the Public Suffix List, mail addresses,
 * file names that install, and the usual disguises of their dots. Links glued to Persian text are found, sentence ends
 * without a space are not taken for links.
 */
export function findLinksIn(view: View): Link[] {
  if (!MAY_HAVE_LINK.test(view.text)) return [];
  const links: Link[] = [];
  for (const candidate of candidates(view.text)) {
    const link = judge(view, candidate);
    if (link === null) continue;
    const overlaps = links.some(({ span }) => span.start < link.span.end && link.span.start < span.end);
    if (!overlaps) links.push(link);
  }
  return links.sort((a, b) => a.span.start - b.span.start);
}

/** Links of a text, in order; see `findLinksIn`. */
export function findLinks(text: string): Link[] {
  return findLinksIn(normalisedView(text));
}

/** The registrable domain of a host name (eTLD+1 of the Public Suffix List), or null where it has none. */
export function registrableDomain(host: string): string | null {
  return parse(host, { allowPrivateDomains: false }).domain;
}
