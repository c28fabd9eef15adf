import type { Rich } from './layout.ts';
import type { Tone } from './theme.ts';

/** One element of a document; drawn in order from the top of the first page on. */
export type Block =
  | { kind: 'heading'; text: string; level: 1 | 2 | 3; align?: 'start' | 'center' }
  | { kind: 'paragraph'; text: Rich; size?: number; muted?: boolean; align?: 'start' | 'center'; indent?: number }
  /** Text of a foreign origin (a message): in its own direction, in a frame. */
  | { kind: 'quote'; text: Rich }
  /** Label and value, one pair to a line. */
  | { kind: 'facts'; rows: readonly Fact[] }
  /** `widths` are shares of the page's width. */
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly Rich[])[]; widths: readonly number[] }
  | { kind: 'list'; items: readonly Rich[]; ordered?: boolean }
  | { kind: 'rule' }
  | { kind: 'space'; height: number }
  | { kind: 'pageBreak' }
  | { kind: 'badge'; tone: Tone; text: string; note?: string }
  | { kind: 'timeline'; entries: readonly TimelineEntry[] }
  /** A code with what it leads to beside it; `stamp`: the seal at the other side. */
  | { kind: 'qr'; content: string; caption: Rich; size?: number; stamp?: string }
  | { kind: 'image'; bytes: Uint8Array; format: 'png' | 'jpeg'; width: number }
  /** Boxes to sign in, side by side, never parted from each other. */
  | { kind: 'signatures'; boxes: readonly { title: string; lines: readonly string[] }[] }
  /** The mark with the name of the service, and at the other side a few lines such as number and date. */
  | { kind: 'masthead'; name: string; motto: string; lines: readonly Rich[] }
  /** A few lines at the far side of the page, such as number and date. */
  | { kind: 'notes'; lines: readonly Rich[] }
  /** What the document is about, large and framed. */
  | { kind: 'plate'; text: string; note: string };

/** A label with its value. */
export interface Fact {
  label: string;
  value: Rich;
  /** A hash, key or signature: set smaller, so that it stays in one line. */
  code?: boolean;
}

/** One step of a timeline. */
export interface TimelineEntry {
  /** When, in words. */
  at: string;
  tone: Tone;
  title: Rich;
  detail?: Rich;
}
