import type { Block, Fact } from './blocks.ts';
import type { Rich } from './layout.ts';
import type { Measured, Painter } from './painter.ts';
import { page as paper } from './theme.ts';

const CELL = { side: 6, top: 3 };

/** Draws a table; its head is repeated on each page, and a row is kept together where a page can hold it. */
export function paintTable(painter: Painter, table: Extract<Block, { kind: 'table' }>): void {
  const total = table.widths.reduce((sum, width) => sum + width, 0);
  const columns = columnsOf(table.widths.map((width) => (width / total) * painter.width));
  const measure = (cells: readonly Rich[], bold: boolean) =>
    columns.map(({ width }, i) => painter.measure(cells[i] ?? '', width - 2 * CELL.side, { size: 9, bold }));
  const head = measure(table.head, true);
  const [first] = table.rows;
  painter.ensure(heightOf(head) + (first ? heightOf(measure(first, false)) : 0));
  paintRow(painter, columns, head, true);
  for (const cells of table.rows) {
    const row = measure(cells, false);
    if (painter.ensure(Math.min(heightOf(row), TALLEST_WHOLE))) paintRow(painter, columns, head, true);
    paintRow(painter, columns, row, false);
  }
  painter.y -= 8;
}

interface Column {
  offset: number;
  width: number;
}

function columnsOf(widths: readonly number[]): Column[] {
  let offset = 0;
  return widths.map((width) => {
    offset += width;
    return { offset: offset - width, width };
  });
}

const heightOf = (cells: readonly Measured[]) => Math.max(...cells.map(({ height }) => height)) + 2 * CELL.top;
/** A row is moved to the next page whole unless it is taller than this. */
const TALLEST_WHOLE = paper.height - paper.top - paper.bottom - 60;

function paintRow(painter: Painter, columns: readonly Column[], cells: readonly Measured[], isHead: boolean): void {
  const rest = cells.map((cell) => ({ cell, next: 0 }));
  // A row that is taller than a page goes on over the next ones, line by line.
  for (;;) {
    const room = painter.y - paper.bottom;
    const parts = rest.map(({ cell, next }) => {
      const count = Math.max(1, Math.floor((room - 2 * CELL.top) / cell.lineHeight));
      const lines = cell.lines.slice(next, next + count);
      return { ...cell, lines, height: lines.length * cell.lineHeight };
    });
    const height = heightOf(parts);
    const area = { x: painter.left, top: painter.y, width: painter.width, height };
    if (isHead) painter.box(area, { fill: 'shade' });
    for (const [i, part] of parts.entries()) {
      const { offset, width } = columns[i]!;
      painter.drawAt(part, painter.columnX(offset, width) + CELL.side, painter.y - CELL.top);
      rest[i]!.next += part.lines.length;
    }
    painter.y -= height;
    painter.rule(painter.y, 'line', isHead ? 1 : 0.5);
    if (rest.every(({ cell, next }) => next >= cell.lines.length)) return;
    painter.turnTo();
  }
}

/** Draws labels beside their values. */
export function paintFacts(painter: Painter, rows: readonly Fact[]): void {
  const labelWidth = painter.width * 0.28;
  const valueWidth = painter.width - labelWidth;
  for (const { label, value, code } of rows) {
    const name = painter.measure(label, labelWidth - 10, { size: 9.5, color: 'muted' });
    const text = painter.measure(value, valueWidth, { size: code ? 8 : 10 });
    painter.ensure(Math.min(Math.max(name.height, text.height), 200));
    const top = painter.y;
    painter.drawAt(name, painter.columnX(0, labelWidth) + (painter.direction === 'rtl' ? 10 : 0), top);
    painter.write(text, painter.columnX(labelWidth, valueWidth));
    painter.y = Math.min(painter.y, painter.y < top ? top - Math.max(name.height, text.height) : painter.y) - 1;
  }
  painter.y -= 5;
}
