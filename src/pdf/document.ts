import { createHash } from 'node:crypto';
import { PDFArray, PDFDocument, PDFHexString, ReadingDirection } from 'pdf-lib';
import type { Language } from '#src/kernel/index.ts';
import type { Block } from './blocks.ts';
import { embedFonts } from './font.ts';
import { paintBlock } from './paint-blocks.ts';
import { Painter } from './painter.ts';
import { page as paper } from './theme.ts';

/** A document: what is in it, and nothing of the moment in which it is drawn. */
export interface PdfContent {
  title: string;
  language: Language;
  /** The time that the document bears; the bytes hold no other. */
  at: Date;
  blocks: readonly Block[];
  /** Text at the foot of each page. */
  foot: string;
  /** Text of the page count at the foot. */
  pageOf: (page: number, pages: number) => string;
  subject?: string;
}

/** Draws a document as PDF 1.7; the same content gives the same bytes. */
export async function renderPdf(content: PdfContent): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  describe(document, content);
  const painter = new Painter(document, await embedFonts(document), content.language);
  for (const block of content.blocks) await paintBlock(painter, block);
  paintFeet(painter, content);
  // ISO 32000-1 § 14.4 asks for an id; from the content, so that it names this document and no drawing of it.
  const id = PDFHexString.of(createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32));
  const ids = PDFArray.withContext(document.context);
  ids.push(id);
  ids.push(id);
  document.context.trailerInfo.ID = ids;
  return document.save({ updateFieldAppearances: false });
}

function describe(document: PDFDocument, { title, language, at, subject }: PdfContent): void {
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setLanguage(language === 'fa' ? 'fa-IR' : 'en');
  document.setCreator('Mohr');
  document.setProducer('Mohr');
  document.setCreationDate(at);
  document.setModificationDate(at);
  if (subject !== undefined) document.setSubject(subject);
  const preferences = document.catalog.getOrCreateViewerPreferences();
  preferences.setReadingDirection(language === 'fa' ? ReadingDirection.R2L : ReadingDirection.L2R);
}

function paintFeet(painter: Painter, { foot, pageOf }: PdfContent): void {
  const pages = painter.document.getPages();
  for (const [i, page] of pages.entries()) {
    painter.writeOn(page);
    const top = paper.bottom - 14;
    painter.rule(top);
    const style = { size: 8, color: 'muted' } as const;
    const share = painter.width * 0.78;
    painter.drawAt(painter.measure(foot, share, style), painter.columnX(0, share), top - 3);
    const rest = painter.width - share;
    const count = painter.measure(pageOf(i + 1, pages.length), rest, { ...style, align: 'end' });
    painter.drawAt(count, painter.columnX(share, rest), top - 3);
  }
}
