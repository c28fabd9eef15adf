import type { Block, TimelineEntry } from './blocks.ts';
import { paintLetterBlock } from './paint-letter.ts';
import { drawIcon, drawQr, drawSeal } from './paint-marks.ts';
import { paintFacts, paintTable } from './paint-table.ts';
import type { Painter } from './painter.ts';
import { tones } from './theme.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** Draws one block at the pen and moves the pen below it. */
export async function paintBlock(painter: Painter, block: Block): Promise<void> {
  switch (block.kind) {
    case 'heading':
      return paintHeading(painter, block);
    case 'paragraph':
      return paintParagraph(painter, block);
    case 'quote':
      return paintQuote(painter, block);
    case 'facts':
      return paintFacts(painter, block.rows);
    case 'table':
      return paintTable(painter, block);
    case 'list':
      return paintList(painter, block);
    case 'rule':
      painter.ensure(12);
      painter.rule(painter.y - 4);
      painter.y -= 12;
      return;
    case 'space':
      painter.y -= block.height;
      return;
    case 'pageBreak':
      painter.turnTo();
      return;
    case 'badge':
      return paintBadge(painter, block);
    case 'timeline':
      return paintTimeline(painter, block.entries);
    case 'qr':
      return paintQr(painter, block);
    default:
      return paintLetterBlock(painter, block);
  }
}

const HEADINGS = {
  1: { size: 17, above: 4, below: 6 },
  2: { size: 12.5, above: 10, below: 3 },
  3: { size: 10.5, above: 6, below: 1 },
};

function paintHeading(painter: Painter, { text, level, align = 'start' }: Of<'heading'>): void {
  const { size, above, below } = HEADINGS[level];
  const measured = painter.measure(text, painter.width, { size, bold: true, align });
  // Room for two more lines: a heading alone at the foot of a page leads nowhere.
  painter.ensure(above + measured.height + below + 40);
  painter.y -= above;
  painter.write(measured);
  painter.y -= below;
}

function paintParagraph(
  painter: Painter,
  { text, size = 10, muted, align = 'start', indent = 0 }: Of<'paragraph'>,
): void {
  const width = painter.width - indent;
  painter.write(
    painter.measure(text, width, { size, align, ...(muted && { color: 'muted' }) }),
    painter.columnX(indent, width),
  );
  painter.y -= 4;
}

function paintQuote(painter: Painter, { text }: Of<'quote'>): void {
  const width = painter.width - 24;
  const measured = painter.measure(text, width, { size: 10.5, direction: 'auto' });
  const perPage = 40;
  for (let from = 0; from < measured.lines.length; from += perPage) {
    const lines = measured.lines.slice(from, from + perPage);
    const part = { ...measured, lines, height: lines.length * measured.lineHeight };
    painter.ensure(part.height + 16);
    painter.box(
      { x: painter.left, top: painter.y, width: painter.width, height: part.height + 14 },
      { fill: 'shade', line: 'line' },
    );
    painter.drawAt(part, painter.left + 12, painter.y - 7);
    painter.y -= part.height + 20;
  }
}

function paintList(painter: Painter, { items, ordered = false }: Of<'list'>): void {
  const margin = 20;
  const width = painter.width - margin;
  for (const [i, item] of items.entries()) {
    const number = painter.language === 'fa' ? (i + 1).toLocaleString('fa-IR') : String(i + 1);
    const mark = painter.measure(ordered ? `${number}.` : '•', margin - 4, { bold: ordered });
    const text = painter.measure(item, width);
    painter.ensure(Math.min(text.height, 2 * text.lineHeight));
    painter.drawAt(mark, painter.columnX(0, margin - 4), painter.y);
    painter.write(text, painter.columnX(margin, width));
    painter.y -= 2.5;
  }
  painter.y -= 4;
}

function paintBadge(painter: Painter, { tone, text, note }: Of<'badge'>): void {
  const { color } = tones[tone];
  const label = painter.measure(text, painter.width - 60, { size: 13, bold: true, color });
  const more = note === undefined ? null : painter.measure(note, painter.width - 60, { size: 9.5, color: 'muted' });
  const height = label.height + (more?.height ?? 0) + 12;
  painter.ensure(height + 8);
  const top = painter.y;
  painter.box({ x: painter.left, top, width: painter.width, height }, { line: color });
  painter.box({ x: painter.columnX(0, 4), top, width: 4, height }, { fill: color });
  drawIcon(painter, tone, { x: painter.columnX(16, 18), top: top - (height - 18) / 2, size: 18 });
  const x = painter.columnX(46, painter.width - 60);
  painter.drawAt(label, x, top - 6);
  if (more) painter.drawAt(more, x, top - 6 - label.height);
  painter.y -= height + 8;
}

function paintTimeline(painter: Painter, entries: readonly TimelineEntry[]): void {
  const when = painter.width * 0.26;
  const margin = when + 26;
  const width = painter.width - margin;
  for (const { at, tone, title, detail } of entries) {
    const time = painter.measure(at, when, { size: 8.5, color: 'muted' });
    const name = painter.measure(title, width, { bold: true, size: 9.5 });
    const more = detail === undefined ? null : painter.measure(detail, width, { size: 9, color: 'muted' });
    const height = Math.max(time.height, name.height + (more?.height ?? 0)) + 4;
    painter.ensure(Math.min(height, 300));
    painter.drawAt(time, painter.columnX(0, when), painter.y);
    drawIcon(painter, tone, { x: painter.columnX(when + 7, 11), top: painter.y - 2.5, size: 11 });
    painter.write(name, painter.columnX(margin, width));
    if (more) painter.write(more, painter.columnX(margin, width));
    painter.y -= Math.max(4, time.height + 4 - name.height - (more?.height ?? 0));
  }
  painter.y -= 4;
}

function paintQr(painter: Painter, { content, caption, size = 92, stamp }: Of<'qr'>): void {
  const stampSize = stamp === undefined ? 0 : size * 0.8;
  const width = painter.width - size - 12 - (stamp === undefined ? 0 : stampSize + 12);
  const text = painter.measure(caption, width, { size: 9.5 });
  const height = Math.max(size, text.height);
  painter.ensure(height + 8);
  drawQr(painter, content, { x: painter.columnX(0, size), top: painter.y, size });
  painter.drawAt(text, painter.columnX(size + 12, width), painter.y - (height - text.height) / 2);
  if (stamp !== undefined) {
    const at = { x: painter.columnX(painter.width - stampSize, stampSize), top: painter.y - (height - stampSize) / 2 };
    drawSeal(painter, { ...at, size: stampSize }, stamp);
  }
  painter.y -= height + 8;
}
