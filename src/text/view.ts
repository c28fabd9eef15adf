/** Length in UTF-16 code units beyond which a text is cut before anything else looks at it. */
export const MAX_TEXT_LENGTH = 4096;

/**
 * One reading of a text, with the way back to the original.
 *
 * `starts[i]` and `ends[i]` are the half-open range of raw UTF-16 offsets that code unit `i` of `text` came from;
 * both are null where the view is the raw text itself.
 */
export type View = {
  readonly raw: string;
  readonly text: string;
  readonly starts: Uint16Array | null;
  readonly ends: Uint16Array | null;
};

/** A half-open range of UTF-16 offsets of the original text, with the characters in it. */
export type Span = { readonly start: number; readonly end: number; readonly text: string };

/** Reports the match `[start, end)` of a view as the exact span of the original text; offsets are clamped, never refused. */
export function spanInRaw(view: View, start: number, end: number): Span {
  const length = view.text.length;
  const from = Math.min(Math.max(0, start), length);
  const to = Math.min(Math.max(from, end), length);
  if (view.starts === null || view.ends === null) return { start: from, end: to, text: view.raw.slice(from, to) };
  if (from === to) {
    const at = from < length ? view.starts[from]! : length === 0 ? 0 : view.ends[length - 1]!;
    return { start: at, end: at, text: '' };
  }
  const rawStart = view.starts[from]!;
  const rawEnd = Math.max(rawStart, view.ends[to - 1]!);
  return { start: rawStart, end: rawEnd, text: view.raw.slice(rawStart, rawEnd) };
}
