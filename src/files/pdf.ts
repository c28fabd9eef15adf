import { inflateSync } from 'node:zlib';

/** What can be said of a PDF without rendering it. */
export interface PdfFacts {
  /** It has a trailer: an upload that was cut off has none. */
  whole: boolean;
  encrypted: boolean;
  /** Null where its page tree could not be read. */
  pages: number | null;
}

/** Inflated object streams are looked at up to this many bytes, so that a small file cannot unpack to a large one. */
const MAX_INFLATED = 16 * 1024 * 1024;

/**
 * Looks for the end marker, an encryption dictionary and page objects (ISO 32000-1 §§ 7.5.5, 7.6.1, 7.7.3.3), in the
 * clear and in object streams (§ 7.5.7). It follows no references and so cannot be led in circles.
 */
export function inspectPdf(content: Buffer): PdfFacts {
  const clear = content.toString('latin1');
  // Some writers append a few bytes to the end marker.
  const whole = clear.slice(-1024).includes('%%EOF');
  // The key stands in a trailer or in the dictionary of a cross-reference stream, both in the clear.
  const encrypted = /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(clear);
  if (!whole || encrypted) return { whole, encrypted, pages: null };
  const texts = [clear, ...objectStreams(content, clear)];
  const leaves = texts.reduce((sum, text) => sum + countMatches(text, /\/Type\s*\/Page(?![A-Za-z])/g), 0);
  return { whole, encrypted, pages: leaves > 0 ? leaves : null };
}

function objectStreams(content: Buffer, clear: string): string[] {
  const texts: string[] = [];
  let budget = MAX_INFLATED;
  for (const match of clear.matchAll(/\/Type\s*\/ObjStm[\s\S]{0,400}?stream\r?\n/g)) {
    if (budget <= 0) break;
    const start = match.index + match[0].length;
    const end = clear.indexOf('endstream', start);
    if (end < 0) break;
    try {
      const text = inflateSync(content.subarray(start, end), { maxOutputLength: budget }).toString('latin1');
      budget -= text.length;
      texts.push(text);
    } catch {
      // Another filter or damaged: the page count stays unknown, the file is stored all the same.
    }
  }
  return texts;
}

const countMatches = (text: string, pattern: RegExp): number => {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count++;
  return count;
};
