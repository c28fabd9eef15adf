import type { Block } from './blocks.ts';
import type { Rich } from './layout.ts';
import { drawSeal } from './paint-marks.ts';
import type { Painter } from './painter.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;
type LetterBlock = Of<'masthead' | 'notes' | 'plate' | 'signatures' | 'image'>;

/** Draws what belongs to letters: their head, their images, the boxes to sign in, the stamp. */
export async function paintLetterBlock(painter: Painter, block: LetterBlock): Promise<void> {
  switch (block.kind) {
    case 'masthead':
      return paintMasthead(painter, block);
    case 'notes':
      painter.y -= paintNotes(painter, block.lines) + 6;
      return;
    case 'plate':
      return paintPlate(painter, block);
    case 'signatures':
      return paintSignatures(painter, block);
    case 'image':
      return paintImage(painter, block);
  }
}

function paintMasthead(painter: Painter, { name, motto, lines }: Of<'masthead'>): void {
  const size = 44;
  const half = painter.width / 2;
  const title = painter.measure(name, half - size - 10, { size: 15, bold: true });
  const under = painter.measure(motto, half - size - 10, { size: 8.5, color: 'muted' });
  drawSeal(painter, { x: painter.columnX(0, size), top: painter.y, size }, 'مهر');
  const x = painter.columnX(size + 10, half - size - 10);
  painter.drawAt(title, x, painter.y);
  painter.drawAt(under, x, painter.y - title.height);
  const height = Math.max(size, title.height + under.height, paintNotes(painter, lines));
  painter.y -= height + 8;
  painter.rule(painter.y, 'seal', 1.2);
  painter.y -= 10;
}

/** Draws lines at the far side as a column of their own width, each beginning where the others do; answers its height. */
function paintNotes(painter: Painter, lines: readonly Rich[]): number {
  const options = { size: 9 };
  const loose = lines.map((line) => painter.measure(line, painter.width / 2, options));
  const width = Math.max(0, ...loose.flatMap((note) => note.lines.map((line) => line.width))) + 1;
  let height = 0;
  for (const line of lines) {
    const note = painter.measure(line, width, options);
    painter.drawAt(note, painter.columnX(painter.width - width, width), painter.y - height);
    height += note.height;
  }
  return height;
}

function paintPlate(painter: Painter, { text, note }: Of<'plate'>): void {
  const title = painter.measure(text, painter.width - 40, { size: 24, bold: true, align: 'center' });
  const under = painter.measure(note, painter.width - 40, { size: 12, align: 'center' });
  const height = title.height + under.height + 16;
  painter.ensure(height + 14);
  painter.box({ x: painter.left, top: painter.y, width: painter.width, height }, { fill: 'shade', line: 'line' });
  painter.drawAt(title, painter.left + 20, painter.y - 6);
  painter.drawAt(under, painter.left + 20, painter.y - 6 - title.height);
  painter.y -= height + 14;
}

function paintSignatures(painter: Painter, { boxes }: Of<'signatures'>): void {
  const gap = 14;
  const width = (painter.width - gap * (boxes.length - 1)) / boxes.length;
  const parts = boxes.map(({ title, lines }) => ({
    title: painter.measure(title, width - 16, { bold: true, size: 9.5 }),
    lines: lines.map((line) => painter.measure(line, width - 16, { size: 9 })),
  }));
  const height = 128;
  painter.ensure(height + 8);
  for (const [i, { title, lines }] of parts.entries()) {
    const x = painter.columnX(i * (width + gap), width);
    painter.box({ x, top: painter.y, width, height }, { line: 'line' });
    painter.drawAt(title, x + 8, painter.y - 5);
    let top = painter.y - 8 - title.height;
    for (const line of lines) {
      painter.drawAt(line, x + 8, top);
      top -= line.height + 3;
    }
  }
  painter.y -= height + 8;
}

async function paintImage(painter: Painter, { bytes, format, width }: Of<'image'>): Promise<void> {
  const { document } = painter;
  const image = format === 'png' ? await document.embedPng(bytes) : await document.embedJpg(bytes);
  const height = (image.height / image.width) * width;
  painter.ensure(height + 8);
  painter.page.drawImage(image, { x: painter.columnX(0, width), y: painter.y - height, width, height });
  painter.y -= height + 8;
}
