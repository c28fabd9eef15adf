import { findLinks, type Link } from '#src/text/index.ts';

/** What is known of a message besides its text, so that it can be taken out. */
export interface KnownNames {
  /** The organization's name, and a sender address that is a name. */
  names: readonly string[];
  /** Values that a template was filled with. */
  values: readonly string[];
  /** Whether hosts of links stay: those of fraud are what it is known by, any other names somebody. */
  keepHosts: boolean;
}

/** Stands for what was taken out. */
const GAP = '…';
const ZEROS: readonly (readonly [RegExp, string])[] = [
  [/[0-9]/g, '0'],
  [/[۰-۹]/g, '۰'],
  [/[٠-٩]/g, '٠'],
  // Digits of other scripts, circled and raised ones, number forms.
  [/(?![0۰٠])[\p{Nd}\p{No}\p{Nl}]/gu, '0'],
];
const HANDLE = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}/gu;
/** A form of address, and the name that follows it. */
const ADDRESSED =
  /(?<!\p{L})((?:جناب\s+)?(?:آقای|اقای|خانم|سرکار خانم|جناب آقای|دکتر|مهندس|Mr\.?|Mrs\.?|Ms\.?|Dr\.?)\s+)(\p{L}[\p{L}\u200c]*)((?:\s+\p{L}[\p{L}\u200c]*)?(?=\s*(?:عزیز|گرامی|محترم|[،,!:؛]|\n)))?/gu;
const NO_NAMES = new Set(['عزیز', 'گرامی', 'محترم', 'ها', 'های', 'و', 'دکتر', 'مهندس']);

/**
 * Takes out of a text what may point at a person or at its sender: every digit becomes a zero of its script (so that
 * numbers keep their shape), paths of links go, mail addresses, handles, known names, filled-in values and names after
 * a form of address become a gap. Other names cannot be known. Pure.
 */
export function stripPersonal(text: string, { names, values, keepHosts }: KnownNames): string {
  let stripped = withoutLinks(text, keepHosts).replace(HANDLE, GAP);
  for (const word of [...names, ...values].sort((a, b) => b.length - a.length)) stripped = without(stripped, word);
  stripped = stripped.replace(ADDRESSED, (all, title: string, name: string, second: string | undefined) =>
    NO_NAMES.has(name) ? all : `${title}${GAP}${second && NO_NAMES.has(second.trim()) ? second : ''}`,
  );
  for (const [digits, zero] of ZEROS) stripped = stripped.replace(digits, zero);
  return stripped;
}

function withoutLinks(text: string, keepHosts: boolean): string {
  let stripped = '';
  let end = 0;
  for (const link of findLinks(text)) {
    stripped += text.slice(end, link.span.start) + nameless(link, keepHosts);
    end = link.span.end;
  }
  return stripped + text.slice(end);
}

function nameless({ kind, host, domain, span }: Link, keepHosts: boolean): string {
  if (kind === 'email') return GAP;
  if (kind === 'file') return `${GAP}${host.slice(host.lastIndexOf('.'))}`;
  const scheme = /^\s*https?:\/\//i.exec(span.text)?.[0] ?? '';
  if (keepHosts) return scheme + host;
  return domain === null ? scheme + GAP : `${scheme}example.${host.slice(host.lastIndexOf('.') + 1)}`;
}

/** Takes a name out however its letters and spaces are written. */
function without(text: string, word: string): string {
  const letters = [...word.trim()].filter((letter) => !/[\s\u200c]/.test(letter));
  if (letters.length < 2) return text;
  return text.replace(new RegExp(letters.map(variants).join('[\\s\\u200c]?'), 'giu'), GAP);
}

const ALIKE = ['یيى', 'کك', 'هةۀ', 'اآأإ'];

function variants(letter: string): string {
  const alike = ALIKE.find((set) => set.includes(letter));
  return alike ? `[${alike}]` : letter.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
