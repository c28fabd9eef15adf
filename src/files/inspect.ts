import { AppError, fault, invalidInput } from '#src/kernel/index.ts';
import { inspectPdf } from './pdf.ts';

export const mediaTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type MediaType = (typeof mediaTypes)[number];

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_END = Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const JPEG_END = Buffer.from([0xff, 0xd9]);

/**
 * Tells from its bytes what a file is; its name and declared type count for nothing.
 * @throws UNSUPPORTED_FILE when it is not a whole PDF, PNG or JPEG, INVALID_INPUT when it is an encrypted PDF
 */
export function inspectFile(content: Buffer): { mediaType: MediaType; pages: number | null } {
  if (content.subarray(0, 5).toString('latin1') === '%PDF-') return ofPdf(content);
  if (startsWith(content, PNG) && content.subarray(12, 16).toString('latin1') === 'IHDR' && content.includes(PNG_END))
    return { mediaType: 'image/png', pages: null };
  // Cameras append data after the end marker, so it is looked for and not required to be last.
  if (startsWith(content, JPEG) && content.lastIndexOf(JPEG_END) > 2) return { mediaType: 'image/jpeg', pages: null };
  throw notAccepted();
}

function ofPdf(content: Buffer): { mediaType: MediaType; pages: number | null } {
  const facts = inspectPdf(content);
  if (!facts.whole) throw notAccepted();
  if (facts.encrypted) {
    throw invalidInput([
      fault(
        'file',
        'encrypted',
        'the PDF is encrypted; save it without a password and upload it again',
        'فایل PDF رمزدار است؛ آن را بدون رمز ذخیره و دوباره بارگذاری کنید',
      ),
    ]);
  }
  return { mediaType: 'application/pdf', pages: facts.pages };
}

const startsWith = (content: Buffer, magic: Buffer) => content.subarray(0, magic.length).equals(magic);

const notAccepted = () =>
  new AppError('UNSUPPORTED_FILE', {
    detail: {
      en: 'Only whole PDF, PNG and JPEG files are accepted; the content decides, not the name.',
      fa: 'تنها فایل کامل PDF، PNG یا JPEG پذیرفته می‌شود؛ محتوا ملاک است، نه نام.',
    },
    extra: { accepted: mediaTypes },
  });
