import QRCode from 'qrcode';
import type { Painter } from './painter.ts';
import { type ColorName, colors, type Tone, tones } from './theme.ts';

/** Line drawings on a grid of 16 by 16, y downwards; drawn with round pens, so that they print. */
const icons = {
  check: 'M3 8.5 L6.5 12 L13 4.5',
  clock: 'M8 1.8 A6.2 6.2 0 1 0 8 14.2 A6.2 6.2 0 1 0 8 1.8 M8 4.6 L8 8.4 L10.8 10',
  eye: 'M1.4 8 C4 3.4 12 3.4 14.6 8 C12 12.6 4 12.6 1.4 8 M8 6.1 A1.9 1.9 0 1 0 8 9.9 A1.9 1.9 0 1 0 8 6.1',
  stop: 'M5.2 1.8 L10.8 1.8 L14.2 5.2 L14.2 10.8 L10.8 14.2 L5.2 14.2 L1.8 10.8 L1.8 5.2 Z M5.6 5.6 L10.4 10.4 M10.4 5.6 L5.6 10.4',
  dot: 'M8 6 A2 2 0 1 0 8 10 A2 2 0 1 0 8 6',
} as const;

/** Draws the icon of a tone into a square whose upper left corner is (x, top). */
export function drawIcon(painter: Painter, tone: Tone, at: { x: number; top: number; size: number }): void {
  const { icon, color } = tones[tone];
  painter.page.drawSvgPath(icons[icon], {
    x: at.x,
    y: at.top,
    scale: at.size / 16,
    borderColor: colors[color],
    borderWidth: 1.6,
  });
}

/** Draws a QR code (ISO/IEC 18004, level M) as vectors; the quiet zone of four modules is inside `size`. */
export function drawQr(painter: Painter, content: string, at: { x: number; top: number; size: number }): void {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' });
  const side = at.size / (modules.size + 8);
  // One path for all modules: neighbours drawn one by one would show hairlines between them.
  const rows = Array.from({ length: modules.size }, (_, row) => row);
  const path = rows.flatMap((row) =>
    darkRuns(modules, row).map(({ from, length }) => `M${from + 4} ${row + 4}h${length}v1h-${length}z`),
  );
  painter.page.drawSvgPath(path.join(''), { x: at.x, y: at.top, scale: side, color: colors.ink });
}

function darkRuns(modules: { size: number; get(row: number, column: number): number | boolean }, row: number) {
  const runs: { from: number; length: number }[] = [];
  for (let column = 0; column < modules.size; column++) {
    if (!modules.get(row, column)) continue;
    const run = runs.at(-1);
    if (run && run.from + run.length === column) run.length++;
    else runs.push({ from: column, length: 1 });
  }
  return runs;
}

/** Draws the mark: a round seal with the service's name, as a stamp leaves it. */
export function drawSeal(painter: Painter, at: { x: number; top: number; size: number }, text: string): void {
  const radius = at.size / 2;
  const center = { x: at.x + radius, y: at.top - radius };
  const ring = (share: number, thickness: number, color: ColorName) =>
    painter.page.drawCircle({ ...center, size: radius * share, borderColor: colors[color], borderWidth: thickness });
  painter.page.drawCircle({ ...center, size: radius * 0.86, color: colors.seal });
  ring(0.98, at.size * 0.03, 'seal');
  const label = painter.measure(text, at.size, { size: at.size * 0.4, color: 'paper', bold: true, align: 'center' });
  painter.drawAt(label, at.x, at.top - radius + label.lineHeight / 2 + at.size * 0.05);
}
