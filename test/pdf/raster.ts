import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/** A page in shades of grey, one byte a pixel. */
export interface Raster {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Whether the poppler tools are here. In CI they must be: a machine without them fails instead of passing unseen. */
export function hasPoppler(): boolean {
  const found = !spawnSync('pdftoppm', ['-v']).error;
  if (!found && process.env.CI) throw new Error('pdftoppm is not installed: apt-get install -y poppler-utils');
  if (!found)
    console.error(
      '\n*** NOT CHECKED: pages as images, because pdftoppm is absent (apt-get install -y poppler-utils) ***\n',
    );
  return found;
}

/** Draws the first page at 72 dots per inch and answers the PNG. */
export function firstPageAsPng(pdf: Uint8Array): Buffer {
  return inFolder(pdf, (folder) => {
    execFileSync('pdftoppm', ['-r', '72', '-gray', '-png', '-f', '1', '-l', '1', '-singlefile', 'page.pdf', 'page'], {
      cwd: folder,
    });
    return readFileSync(join(folder, 'page.png'));
  });
}

/** The text of a document as a reader finds it when searching. */
export function textOf(pdf: Uint8Array): string {
  return inFolder(pdf, (folder) => execFileSync('pdftotext', ['-layout', 'page.pdf', '-'], { cwd: folder }).toString());
}

function inFolder<T>(pdf: Uint8Array, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    writeFileSync(join(folder, 'page.pdf'), pdf);
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads a PNG of 8 bits a channel without interlace (ISO/IEC 15948), which is what pdftoppm writes; red stands for grey. */
export function readPng(png: Buffer): Raster {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = { 0: 1, 2: 3 }[png[25]!];
  if (png[24] !== 8 || channels === undefined || png[28] !== 0) throw new Error('not a PNG that this can read');
  const bytes = unfilter(inflateSync(Buffer.concat(chunks(png, 'IDAT'))), width * channels, height, channels);
  return { width, height, pixels: Uint8Array.from({ length: width * height }, (_, i) => bytes[i * channels]!) };
}

function chunks(png: Buffer, type: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === type)
      found.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return found;
}

function unfilter(data: Buffer, row: number, height: number, step: number): Uint8Array {
  const bytes = new Uint8Array(row * height);
  for (let at = 0; at < bytes.length; at++) {
    const y = Math.floor(at / row);
    const isFirst = at % row < step;
    const left = isFirst ? 0 : bytes[at - step]!;
    const up = y > 0 ? bytes[at - row]! : 0;
    const corner = isFirst || y === 0 ? 0 : bytes[at - row - step]!;
    const filter = data[y * (row + 1)]!;
    const predicted = [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)][filter]!;
    bytes[at] = data[at + y + 1]! + predicted;
  }
  return bytes;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(left + up - corner - value)) as [number, number, number];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/**
 * How many pixels of two pages differ for certain. Versions of poppler and FreeType smooth edges differently, by well
 * under half the range from black to white; a glyph that is missing or elsewhere differs by more.
 */
export function differingPixels(a: Raster, b: Raster): number {
  if (a.width !== b.width || a.height !== b.height) return a.pixels.length;
  return a.pixels.reduce((count, value, i) => count + (Math.abs(value - b.pixels[i]!) > 140 ? 1 : 0), 0);
}
