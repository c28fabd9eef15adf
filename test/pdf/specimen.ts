import type { PdfContent } from '#src/pdf/index.ts';

/** A page with everything that goes wrong in Persian documents, for the golden image. */
export function specimen(number = '۱۲۳۴۵۶۷۸۹۰'): PdfContent {
  return {
    title: 'نمونه',
    language: 'fa',
    at: new Date('2026-11-22T10:00:00Z'),
    foot: 'نمونهٔ صفحه‌آرایی \u2066ABC-12\u2069',
    pageOf: (page, pages) => `صفحهٔ ${page.toLocaleString('fa')} از ${pages.toLocaleString('fa')}`,
    blocks: [
      { kind: 'masthead', name: 'مهر', motto: 'سامانهٔ ثبت', lines: ['تاریخ: ۱ آذر ۱۴۰۵ (\u20662026-11-22\u2069)'] },
      { kind: 'heading', level: 1, text: 'نمونهٔ صفحه‌آرایی', align: 'center' },
      {
        kind: 'paragraph',
        text: `متن آمیخته: نسخهٔ ABC-12 در 2026/11/22 و ۱۴۰۵/۰۹/۰۱ با شمارهٔ ${number} و \u2066+98 21 4275 0000\u2069 (شرکت «پارس» با کد SUMMER25) و مبلغ ۲۰۰٬۰۰۰ ریال؛ نشانی https://example.ir/a?b=1 و ۲۰٪ تخفیف.`,
      },
      {
        kind: 'paragraph',
        text: [
          { text: 'مُهر، مؤسّسه، اللّٰه، می‌شود، نمی‌خواهیم، لا. ', bold: true },
          { text: 'واژه‌' },
          { text: 'نشان', mark: 'mark' },
          { text: 'دار و ' },
          { text: 'سرخ', color: 'seal' },
        ],
      },
      { kind: 'badge', tone: 'good', text: 'مجاز' },
      { kind: 'badge', tone: 'wait', text: 'ساعت ۸ فردا' },
      { kind: 'badge', tone: 'look', text: 'نیازمند بررسی' },
      { kind: 'badge', tone: 'stop', text: 'غیرمجاز', note: 'تبلیغ از خط خدماتی' },
      { kind: 'quote', text: 'Your code is 1234 (do not share). «سلام» 😀\nلغو۱۱' },
      {
        kind: 'table',
        head: ['کد', 'شرح'],
        widths: [1, 2],
        rows: [['\u2066QUIET_HOURS\u2069', 'پیام تبلیغاتی بیرون از ساعت ۸ تا ۲۲ فرستاده نمی‌شود.']],
      },
      { kind: 'list', ordered: true, items: ['یکم', 'دوم'] },
      { kind: 'timeline', entries: [{ at: '۰۸:۳۰:۰۵', tone: 'good', title: 'تحویل شد', detail: 'جزئیات' }] },
      { kind: 'qr', content: 'https://example.ir/s/+982142750000', caption: 'رمزینه' },
      { kind: 'signatures', boxes: [{ title: 'امضا', lines: ['نام:'] }] },
    ],
  };
}
