import { isoDate, longDate } from '#src/kernel/index.ts';
import { isolateLtr } from '#src/text/index.ts';
import type { Block, Fact } from './blocks.ts';
import type { PdfContent } from './document.ts';
import { type HolderData, type LineClass, type SenderKind, shownAddress } from './letter-data.ts';
import { type Catalogue, readCatalogue, Wording } from './wording.ts';

/** What an undertaking is filled in with. */
export interface UndertakingData {
  /** Number of the application. */
  number: string;
  /** When the application got this content: the letter changes with it and not with the day it is printed on. */
  at: Date;
  holder: HolderData;
  sender: {
    address: string;
    kind: SenderKind;
    lineClass: LineClass;
    subjects: readonly string[];
    sampleMessages: readonly string[];
    /** Persian names; empty: all. */
    operators: readonly string[];
    allowLinks: boolean;
    hosts: readonly string[];
    /** What the opt-out notice says, `لغو۱۱` where null. */
    optOutNotice: string | null;
  };
  /** Who signs; lines to fill in by hand where unknown. */
  signatories: readonly { name: string; role: string }[];
}

/** The undertaking of a sender ID's holder, to be printed, signed and uploaded; Persian only. */
export function undertaking(data: UndertakingData): PdfContent {
  const words = new Wording('fa', readCatalogue('undertaking.fa'));
  const common = new Wording('fa');
  const { sender, holder } = data;
  const address = shownAddress(sender);
  const title = words.text(`title.${sender.lineClass}`);
  return {
    title,
    language: 'fa',
    at: data.at,
    subject: words.text('foot', { sender: address, number: data.number }),
    foot: words.text('foot', { sender: address, number: data.number }),
    pageOf: (page, pages) => common.text('pageOf', { page, pages }),
    blocks: [
      ...opening(words, data),
      { kind: 'heading', level: 1, text: title, align: 'center' },
      { kind: 'paragraph', text: words.text(`preamble.${holder.kind}`) },
      { kind: 'heading', level: 2, text: words.text('headings.holder') },
      { kind: 'facts', rows: holderFacts(words, holder) },
      { kind: 'heading', level: 2, text: words.text('headings.sender') },
      { kind: 'facts', rows: senderFacts(words, common, data) },
      { kind: 'heading', level: 2, text: words.text('headings.duties') },
      { kind: 'list', ordered: true, items: duties(words, data) },
      { kind: 'paragraph', text: words.text('duration', { seal: words.text(`seal.${holder.kind}`) }) },
      { kind: 'heading', level: 2, text: words.text('headings.signing') },
      { kind: 'signatures', boxes: signatureBoxes(words, data) },
      ...(holder.kind === 'legal'
        ? [{ kind: 'paragraph', text: words.text('letterhead'), size: 8.5, muted: true } as const]
        : []),
    ],
  };
}

/** A company prints on its own letterhead: the room for it stays empty. */
function opening(words: Wording, { holder, number, at }: UndertakingData): Block[] {
  const notes: Block = {
    kind: 'notes',
    lines: [
      words.text('notes.number', { number }),
      words.text('notes.date', { date: longDate(at, 'fa'), isoDate: isoDate(at) }),
      words.text('notes.attachment'),
    ],
  };
  return holder.kind === 'legal' ? [{ kind: 'space', height: 64 }, notes] : [notes];
}

function holderFacts(words: Wording, holder: HolderData): Fact[] {
  const blank = words.text('blank');
  const label = (name: string) => words.text(`labels.${name}`);
  const number = (value: string | null | undefined) => (value ? isolateLtr(value) : blank);
  const own: Fact[] = [
    { label: label(`legalName.${holder.kind}`), value: [{ text: holder.legalName, bold: true }] },
    { label: label(`nationalId.${holder.kind}`), value: number(holder.nationalId) },
  ];
  const company: Fact[] = [
    { label: label('registrationNumber'), value: number(holder.registrationNumber) },
    { label: label('economicCode'), value: number(holder.economicCode) },
  ];
  return [
    ...own,
    ...(holder.kind === 'legal' ? company : []),
    { label: label('address'), value: holder.address ?? blank },
    { label: label('contact'), value: holder.contactName ?? blank },
    { label: label('phone'), value: number(holder.phone) },
  ];
}

function senderFacts(words: Wording, common: Wording, { sender }: UndertakingData): Fact[] {
  const label = (name: string) => words.text(`labels.${name}`);
  return [
    { label: label('sender'), value: [{ text: shownAddress(sender), bold: true }] },
    { label: label('kind'), value: common.label('kind', sender.kind) },
    { label: label('lineClass'), value: common.label('lineClass', sender.lineClass) },
    {
      label: label('operators'),
      value: sender.operators.length > 0 ? sender.operators.join('، ') : words.text('allOperators'),
    },
    { label: label('links'), value: linksText(words, sender) },
    { label: label('subjects'), value: sender.subjects.join('؛ ') || words.text('blank') },
    {
      label: label('samples'),
      value: sender.sampleMessages.map((text) => `«${oneLine(text)}»`).join('\n') || words.text('blank'),
    },
  ];
}

function linksText(words: Wording, { allowLinks, hosts }: UndertakingData['sender']): string {
  if (!allowLinks) return words.text('linksRefused');
  return hosts.length > 0 ? words.text('linksAllowedTo', { hosts: hosts.join('، ') }) : words.text('linksAllowed');
}

function duties(words: Wording, { sender }: UndertakingData): string[] {
  const keyword = sender.optOutNotice ?? 'لغو۱۱';
  const optOut = sender.kind === 'masked' ? words.text('optOut.masked') : words.text('optOut.numeric', { keyword });
  return [
    ...words.list(`duties.${sender.lineClass}`),
    optOut,
    ...words.list('common'),
    words.text(`sanction.${sender.lineClass}`),
  ];
}

function signatureBoxes(words: Wording, { holder, signatories }: UndertakingData) {
  const blank = '.......................';
  const [first, second] = signatories;
  const values = {
    first: first?.name ?? (holder.kind === 'natural' ? holder.legalName : blank),
    firstRole: first?.role ?? blank,
    second: second?.name ?? blank,
    secondRole: second?.role ?? blank,
  };
  const boxes = (readCatalogue('undertaking.fa').signatures as Catalogue)[holder.kind] as readonly {
    title: string;
    lines: readonly string[];
  }[];
  return boxes.map(({ title, lines }) => ({ title, lines: lines.map((line) => words.fill(line, values)) }));
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' / ');
