import test from 'ava';
import fc from 'fast-check';
import { MAX_RECORD_BYTES, type ParsedRecord, parseCsv, RecordSplitter } from '#src/consent/index.ts';

/** Splits and parses a file that arrives in pieces of some size. */
function read(file: string | Buffer, pieceBytes = 7, blockBytes = 40): ParsedRecord[] {
  const bytes = Buffer.from(file);
  const splitter = new RecordSplitter({ quoted: true, blockBytes });
  const blocks = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    blocks.push(...splitter.push(bytes.subarray(at, at + pieceBytes)));
  blocks.push(...splitter.end());
  return blocks.flatMap((block) => parseCsv(block.bytes, block.firstRow));
}
const rows = (file: string | Buffer, piece?: number) =>
  read(file, piece).map((r) => ('fields' in r && r.fields ? r.fields : r.bad));

test('records keep their numbers across blocks, empty lines and line ends of either kind', (t) => {
  t.deepEqual(read('a,b\r\n\r\nc,d\ne,f'), [
    { row: 1, fields: ['a', 'b'] },
    { row: 3, fields: ['c', 'd'] },
    { row: 4, fields: ['e', 'f'] },
  ]);
});

test('quoted fields may hold commas, quotes and line breaks', (t) => {
  t.deepEqual(rows('1,"a ""b"", c\nd",2\n3,"",4\n'), [
    ['1', 'a "b", c\nd', '2'],
    ['3', '', '4'],
  ]);
});

test('a mark at the beginning of the file is no part of its first field, quoted or not, however it arrives', (t) => {
  for (const piece of [1, 2, 3, 4, 100]) {
    t.deepEqual(rows('\ufeff"a","b"\nc,d\n', piece), [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    t.deepEqual(rows('\ufeffa,\ufeffb\n', piece), [['a', '\ufeffb']]);
    t.deepEqual(rows('\ufeff', piece), []);
  }
  t.deepEqual(rows(Buffer.from([0xef, 0xbb]), 1), ['encoding']);
});

test('a quote inside an unquoted field is a character like any other', (t) => {
  t.deepEqual(rows('1,5" nail,2\n3,x,4\n'), [
    ['1', '5" nail', '2'],
    ['3', 'x', '4'],
  ]);
});

test('a quote that is never closed costs its own line and no other', (t) => {
  const good = 'x,y,z\n'.repeat(Math.floor(MAX_RECORD_BYTES / 3));
  const found = rows(`a,"b,c\n${good}`, 4096);
  t.is(found[0], 'unclosed_quote');
  t.is(found.length, 1 + Math.floor(MAX_RECORD_BYTES / 3));
  t.true(found.slice(1).every((row) => Array.isArray(row) && row.length === 3));
});

test('a line longer than any record may be is skipped in bounded memory', (t) => {
  const splitter = new RecordSplitter({ quoted: true, blockBytes: 1000 });
  const piece = Buffer.alloc(1 << 20, 'x');
  const before = process.memoryUsage().arrayBuffers;
  const blocks = [...splitter.push(Buffer.from('a,b\n'))];
  for (let i = 0; i < 200; i++) blocks.push(...splitter.push(piece));
  blocks.push(...splitter.push(Buffer.from('\nc,d\n')), ...splitter.end());
  t.true(process.memoryUsage().arrayBuffers - before < 20 << 20);
  t.deepEqual(
    blocks.flatMap((b) => parseCsv(b.bytes, b.firstRow)),
    [
      { row: 1, fields: ['a', 'b'] },
      { row: 2, bad: 'too_long' },
      { row: 3, fields: ['c', 'd'] },
    ],
  );
});

test('a line that is not UTF-8 is bad and its neighbours are not', (t) => {
  const file = Buffer.concat([
    Buffer.from('a,b\n'),
    Buffer.from([0x63, 0x2c, 0xe3, 0xc7, 0x0a]),
    Buffer.from('متن,d\n'),
  ]);
  t.deepEqual(rows(file), [['a', 'b'], 'encoding', ['متن', 'd']]);
});

const cell = fc.string({ unit: fc.constantFrom('a', 'ب', '"', ',', '\n', ' ', '1'), maxLength: 6 });
test('whatever is written as RFC 4180 says is read back, however it is cut', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 60 }),
      (table, piece, block) => {
        const file = table
          .map((row) => row.map((v) => (/[",\n]/.test(v) ? `"${v.replaceAll('"', '""')}"` : v)).join(','))
          .join('\n');
        t.deepEqual(
          read(file, piece, block).map((r) => ('fields' in r ? r.fields : r.bad)),
          table,
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('no bytes whatever make it throw or lose count', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (bytes, piece) => {
      const found = read(Buffer.from(bytes), piece);
      t.true(found.every((r, i) => i === 0 || r.row > found[i - 1]!.row));
    }),
  );
});
