import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { placeholders } from '#src/kernel/index.ts';
import { renderPdf } from '#src/pdf/document.ts';
import { type Block, certificate, decisionLetter, evidencePack, type PdfContent, undertaking } from '#src/pdf/index.ts';
import { type Catalogue, readCatalogue } from '#src/pdf/wording.ts';
import { certificateData, decisionData, evidenceData, naturalUndertaking, undertakingData } from './letters.ts';
import { differingPixels, firstPageAsPng, hasPoppler, readPng, textOf } from './raster.ts';
import { specimen } from './specimen.ts';

const documents: Record<string, PdfContent> = {
  undertaking: undertaking(undertakingData),
  'undertaking of a natural person': undertaking(naturalUndertaking),
  certificate: certificate(certificateData),
  'certificate in English': certificate({ ...certificateData, language: 'en' }),
  'decision letter': decisionLetter(decisionData),
  'decision letter in English': decisionLetter({ ...decisionData, language: 'en', decision: 'reject' }),
  'evidence pack': evidencePack(evidenceData),
  'evidence pack in English': evidencePack({
    ...evidenceData,
    language: 'en',
    consent: [],
    blockLists: [],
    complaints: [],
    ledger: null,
  }),
};

test('every document is made of the same bytes each time, and of less than 300 KB', async (t) => {
  const first = new Map<string, Buffer>();
  for (const [name, content] of Object.entries(documents)) first.set(name, Buffer.from(await renderPdf(content)));
  // In another order: nothing that one document leaves behind may show in the next.
  for (const [name, content] of Object.entries(documents).toReversed()) {
    const again = Buffer.from(await renderPdf(content));
    t.true(again.equals(first.get(name) ?? Buffer.alloc(0)), name);
    t.true(again.length < 300_000, `${name}: ${again.length}`);
  }
});

test('a document bears the time that it was given and no other', async (t) => {
  const pdf = await PDFDocument.load(await renderPdf(certificate(certificateData)), { updateMetadata: false });
  t.deepEqual(pdf.getCreationDate(), certificateData.at);
  t.deepEqual(pdf.getModificationDate(), certificateData.at);
});

test('different content has another id', async (t) => {
  const idOf = async (content: PdfContent) => {
    const pdf = await PDFDocument.load(await renderPdf(content));
    return String(pdf.context.trailerInfo.ID);
  };
  t.not(await idOf(specimen()), await idOf(specimen('۱')));
});

test('a text of many pages goes on over them, and each page has its number', async (t) => {
  const long = evidencePack({
    ...evidenceData,
    message: { ...evidenceData.message, text: 'سلام دنیا. '.repeat(600) },
  });
  const pdf = await PDFDocument.load(await renderPdf(long));
  t.true(pdf.getPageCount() > 3);
});

test('no text of any origin breaks a document', async (t) => {
  const odd = [
    ...'ابپلا\u200c\u200d\u064b\u0651\u0654یک ۱۲۳ abc («»)\u202e\u2067\u2069\u0301\n\r\t',
    '\ud800',
    '\udc00',
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...odd), maxLength: 80 }),
  );
  for (const some of fc.sample(fc.array(texts, { minLength: 20, maxLength: 25 }), 2)) {
    const blocks = some.flatMap((text): Block[] => [
      { kind: 'quote', text },
      {
        kind: 'paragraph',
        text: [
          { text, bold: true },
          { text, mark: 'mark' },
        ],
      },
      { kind: 'table', head: ['', ''], widths: [1, 20], rows: [[text, text]] },
    ]);
    await t.notThrowsAsync(renderPdf({ ...specimen(), blocks }), JSON.stringify(some));
  }
});

test('letters say what the sender and the decision ask for', (t) => {
  const text = (content: PdfContent) => JSON.stringify(content.blocks);
  t.regex(text(documents.undertaking!), /لغو۱۱/);
  t.regex(text(documents.undertaking!), /پیام تبلیغاتی نفرستد/);
  const natural = text(documents['undertaking of a natural person']!);
  t.regex(natural, /به سرشمارهٔ نامی نمی‌توان پاسخ داد/);
  t.regex(natural, /اثر انگشت/);
  t.notRegex(natural, /سربرگ|لغو۱۱ را/);
  t.regex(text(documents['decision letter in English']!), /This application is closed/);
});

test('the text of a message is shown as it was sent, what would turn it around by its code', (t) => {
  const hidden = evidencePack({ ...evidenceData, message: { ...evidenceData.message, text: 'abc \u202e cba' } });
  const quote = hidden.blocks.find((block) => block.kind === 'quote');
  t.regex(JSON.stringify(quote), /\[U\+202E\]/);
});

function leaves(node: Catalogue, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') found.set(path + key, value);
    else for (const [inner, text] of leaves(value as Catalogue, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}

test('both languages have the same texts with the same placeholders', (t) => {
  const [fa, en] = [leaves(readCatalogue('fa')), leaves(readCatalogue('en'))];
  t.deepEqual([...fa.keys()].sort(), [...en.keys()].sort());
  for (const [key, text] of fa) t.deepEqual(placeholders(text).sort(), placeholders(en.get(key) ?? '').sort(), key);
});

test('a page looks like the image that a person has checked', async (t) => {
  if (!hasPoppler()) return t.pass();
  for (const [name, content] of Object.entries({ specimen: specimen(), certificate: certificate(certificateData) })) {
    const png = firstPageAsPng(await renderPdf(content));
    const golden = new URL(`golden/${name}.png`, import.meta.url);
    if (!existsSync(golden) && !process.env.CI) writeFileSync(golden, png);
    // Of 500,000 pixels: what smoothing may change, and much less than one turned number.
    t.true(differingPixels(readPng(png), readPng(readFileSync(golden))) <= 20, name);
  }
  const turned = readPng(firstPageAsPng(await renderPdf(specimen('۰۹۸۷۶۵۴۳۲۱'))));
  const golden = readPng(readFileSync(new URL('golden/specimen.png', import.meta.url)));
  t.true(differingPixels(turned, golden) > 20, 'one turned number is seen');
});

test('numbers, names and codes can be searched for', async (t) => {
  if (!hasPoppler()) return t.pass();
  const text = textOf(await renderPdf(specimen()));
  for (const part of [
    'ABC-12',
    '۱۴۰۵/۰۹/۰۱',
    '۱۲۳۴۵۶۷۸۹۰',
    '+98 21 4275 0000',
    'SUMMER25',
    'https://example.ir/a?b=1',
    'تخفیف',
    'مجاز',
  ]) {
    t.true(text.includes(part), part);
  }
});
