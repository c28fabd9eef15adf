import { deflateSync } from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { inspectFile } from '#src/files/index.ts';
import { AppError } from '#src/kernel/index.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  latin('IHDR'),
  Buffer.alloc(17),
  Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
]);
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(40), Buffer.from([0xff, 0xd9])]);
const plainPdf = latin(
  '%PDF-1.4\n1 0 obj\n<< /Type /Page >>\nendobj\n2 0 obj\n<</Type/Page>>\nendobj\n3 0 obj <</Type /Pages /Count 2>> endobj\ntrailer\n%%EOF\n',
);

const codeOf = (content: Buffer) => {
  try {
    return inspectFile(content).mediaType;
  } catch (error) {
    return error instanceof AppError ? error.code : 'THROWN';
  }
};

test('content decides what a file is', (t) => {
  t.deepEqual(inspectFile(plainPdf), { mediaType: 'application/pdf', pages: 2 });
  t.deepEqual(inspectFile(png), { mediaType: 'image/png', pages: null });
  t.deepEqual(inspectFile(jpeg), { mediaType: 'image/jpeg', pages: null });
});

const refused: [string, Buffer][] = [
  ['HTML', latin('<html><script>alert(1)</script>')],
  ['an SVG', latin('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a program', latin('\x7fELF\x02\x01\x01')],
  ['a ZIP', latin('PK\x03\x04')],
  ['a GIF', latin('GIF89a')],
  ['nothing', Buffer.alloc(0)],
  ['a PDF that was cut off', plainPdf.subarray(0, plainPdf.length - 10)],
  ['a PNG that was cut off', png.subarray(0, png.length - 4)],
  ['a JPEG that was cut off', jpeg.subarray(0, jpeg.length - 2)],
  ['a PDF behind other bytes', Buffer.concat([latin('MZ'), plainPdf])],
];
for (const [name, content] of refused) test(`${name} is refused`, (t) => t.is(codeOf(content), 'UNSUPPORTED_FILE'));

test('an encrypted PDF is refused with a reason of its own', (t) => {
  const locked = latin(plainPdf.toString('latin1').replace('trailer', 'trailer << /Encrypt 9 0 R >>'));
  t.is(codeOf(locked), 'INVALID_INPUT');
});

test('pages inside object streams are counted', async (t) => {
  const document = await PDFDocument.create();
  for (let i = 0; i < 7; i++) document.addPage();
  const packed = Buffer.from(await document.save({ useObjectStreams: true }));
  t.false(packed.toString('latin1').includes('/Type /Page\n'));
  t.is(inspectFile(packed).pages, 7);
  t.is(inspectFile(Buffer.from(await document.save({ useObjectStreams: false }))).pages, 7);
});

test('a stream that unpacks to far more than it is does not', (t) => {
  const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024, '/Type /Page '));
  const content = Buffer.concat([
    latin('%PDF-1.5\n1 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\n'),
    bomb,
    latin('\nendstream endobj\n%%EOF\n'),
  ]);
  t.deepEqual(inspectFile(content), { mediaType: 'application/pdf', pages: null });
});

test('no bytes make it do anything but answer or refuse', (t) => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('', '%PDF-1.7\n', '\x89PNG\r\n\x1a\n'),
      (tail, head) => {
        return codeOf(Buffer.concat([latin(head), Buffer.from(tail)])) !== 'THROWN';
      },
    ),
  );
  t.pass();
});
