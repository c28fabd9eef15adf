import type { Span } from './layout.ts';

const CONTROLS = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * The text of a message as evidence: the parts that decided are marked, and characters that are invisible or turn
 * others around are shown by their codes, since what is read must be what was sent.
 */
export function markedText(text: string, spans: readonly { start: number; end: number }[]): Span[] {
  const pieces: Span[] = [];
  let at = 0;
  for (const { start, end } of merged(spans, text.length)) {
    if (start > at) pieces.push({ text: visible(text.slice(at, start)) });
    pieces.push({ text: visible(text.slice(start, end)), mark: 'mark' });
    at = end;
  }
  if (at < text.length) pieces.push({ text: visible(text.slice(at)) });
  return pieces;
}

function merged(spans: readonly { start: number; end: number }[], length: number): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const start = Math.max(0, span.start);
    const end = Math.min(length, span.end);
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (start < end) result.push({ start, end });
  }
  return result;
}

function visible(text: string): string {
  return text.replace(CONTROLS, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
