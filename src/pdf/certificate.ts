import { isoDate, type Language, longDate } from '#src/kernel/index.ts';
import { isolate, isolateLtr } from '#src/text/index.ts';
import type { Block } from './blocks.ts';
import type { PdfContent } from './document.ts';
import { type HolderData, type LineClass, type OperatorData, type SenderKind, shownAddress } from './letter-data.ts';
import type { Tone } from './theme.ts';
import { Wording } from './wording.ts';

/** What a certificate states. */
export interface CertificateData {
  number: string;
  language: Language;
  /** Day of issue. */
  at: Date;
  holder: HolderData;
  sender: {
    address: string;
    kind: SenderKind;
    lineClass: LineClass;
    status: string;
    subjects: readonly string[];
    approvedAt: Date;
    expiresAt: Date | null;
  };
  operators: readonly OperatorData[];
  /** Page that anyone may open to check the certificate. */
  publicUrl: string;
}

/** The certificate of an approved sender ID, with a QR code to its public page. */
export function certificate(data: CertificateData): PdfContent {
  const words = new Wording(data.language);
  const address = shownAddress(data.sender);
  const title = words.text('certificate.title');
  return {
    title,
    language: data.language,
    at: data.at,
    subject: address,
    foot: words.text('certificate.foot', { sender: address }),
    pageOf: (page, pages) => words.text('pageOf', { page, pages }),
    blocks: [
      masthead(words, data.number, data.at, 'certificate.number'),
      { kind: 'space', height: 10 },
      { kind: 'heading', level: 1, text: title, align: 'center' },
      { kind: 'paragraph', text: words.text('certificate.intro'), align: 'center' },
      { kind: 'plate', text: address, note: isolate(data.holder.legalName) },
      { kind: 'facts', rows: facts(words, data) },
      ...operatorTable(words, data.operators),
      { kind: 'space', height: 6 },
      {
        kind: 'qr',
        content: data.publicUrl,
        caption: words.text('certificate.check', { url: data.publicUrl }),
        size: 104,
        stamp: 'مهر',
      },
      { kind: 'paragraph', text: words.text('certificate.limits'), size: 9, muted: true },
    ],
  };
}

/** The head of what the service itself issues: mark, name, number and date. */
export function masthead(words: Wording, number: string, at: Date, numberKey = 'notes.number'): Block {
  return {
    kind: 'masthead',
    name: words.text('brand'),
    motto: words.text('motto'),
    lines: [
      words.text(numberKey, { number }),
      words.text('notes.date', { date: longDate(at, words.language), isoDate: isoDate(at) }),
    ],
  };
}

function facts(words: Wording, { holder, sender }: CertificateData) {
  const label = (name: string) => words.text(`certificate.${name}`);
  const ends = sender.expiresAt ? [{ label: label('until'), value: words.date(sender.expiresAt) }] : [];
  return [
    { label: label('holder'), value: [{ text: holder.legalName, bold: true }] },
    { label: label(holder.kind === 'legal' ? 'legalId' : 'naturalId'), value: isolateLtr(holder.nationalId) },
    { label: label('kind'), value: words.label('kind', sender.kind) },
    { label: label('lineClass'), value: words.label('lineClass', sender.lineClass) },
    { label: label('subjects'), value: sender.subjects.join(words.language === 'fa' ? '؛ ' : '; ') },
    { label: label('since'), value: words.date(sender.approvedAt) },
    ...ends,
    { label: label('status'), value: words.label('senderStatus', sender.status) },
  ];
}

const OPERATOR_COLORS = { active: 'green', pending: 'amber', rejected: 'red', suspended: 'red' } as const;

/** The table of a sender's states at the operators; nothing where there is none. */
export function operatorTable(words: Wording, operators: readonly OperatorData[]): Block[] {
  if (operators.length === 0) return [];
  const label = (name: string) => words.text(`certificate.${name}`);
  return [
    { kind: 'heading', level: 3, text: label('operators') },
    {
      kind: 'table',
      head: [label('operator'), label('status'), label('lineClass'), label('reference')],
      widths: [3, 3, 2, 3],
      rows: operators.map((operator) => [
        operator.name,
        [{ text: words.label('provisioning', operator.status), color: OPERATOR_COLORS[operator.status], bold: true }],
        operator.lineClass ? words.label('lineClass', operator.lineClass) : '—',
        operator.reference ? isolateLtr(operator.reference) : '—',
      ]),
    },
  ];
}

/** How the outcomes of the gate look: the same as on the site. */
export const outcomeTones: Record<string, Tone> = { allow: 'good', defer: 'wait', hold: 'look', deny: 'stop' };
