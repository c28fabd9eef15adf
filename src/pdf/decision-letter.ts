import type { Language } from '#src/kernel/index.ts';
import { isolateLtr } from '#src/text/index.ts';
import type { Block } from './blocks.ts';
import { masthead } from './certificate.ts';
import type { PdfContent } from './document.ts';
import { type SenderKind, shownAddress } from './letter-data.ts';
import { Wording } from './wording.ts';

/** What a decision letter tells the applicant; texts in the letter's language. */
export interface DecisionLetterData {
  number: string;
  language: Language;
  /** When it was decided. */
  at: Date;
  /** Name of the addressee. */
  to: string;
  decision: 'approve' | 'reject' | 'request_changes';
  sender: { address: string; kind: SenderKind };
  submittedAt: Date | null;
  note: string | null;
  findings: readonly { title: string; paper: string | null; why: string; fix: string }[];
  /** Where the applicant sees the application. */
  url: string;
}

const tones = { approve: 'good', reject: 'stop', request_changes: 'look' } as const;

/** The letter that tells an applicant what a reviewer decided, why, and what to do now. */
export function decisionLetter(data: DecisionLetterData): PdfContent {
  const words = new Wording(data.language);
  const say = (key: string, values = {}) => words.text(`decision.${key}`, values);
  const sender = shownAddress(data.sender);
  return {
    title: say('title'),
    language: data.language,
    at: data.at,
    subject: sender,
    foot: say('foot', { number: data.number }),
    pageOf: (page, pages) => words.text('pageOf', { page, pages }),
    blocks: [
      masthead(words, data.number, data.at),
      { kind: 'heading', level: 1, text: say('title') },
      { kind: 'paragraph', text: say('greeting', { name: data.to }) },
      { kind: 'paragraph', text: say('about', { sender }) },
      { kind: 'badge', tone: tones[data.decision], text: say(data.decision) },
      ...note(say('note'), data.note),
      ...findings(words, data),
      { kind: 'heading', level: 2, text: say('next') },
      { kind: 'paragraph', text: say(`${data.decision}Next`) },
      { kind: 'heading', level: 2, text: say('facts') },
      { kind: 'facts', rows: facts(words, data) },
      { kind: 'qr', content: data.url, caption: say('link', { url: data.url }), size: 80 },
    ],
  };
}

function note(title: string, text: string | null): Block[] {
  if (text === null || text.trim() === '') return [];
  return [
    { kind: 'heading', level: 2, text: title },
    { kind: 'quote', text },
  ];
}

function findings(words: Wording, { findings: found }: DecisionLetterData): Block[] {
  if (found.length === 0) return [];
  const say = (key: string) => words.text(`decision.${key}`);
  return [
    { kind: 'heading', level: 2, text: say('findings') },
    {
      kind: 'table',
      head: [say('finding'), say('paper'), say('why'), say('fix')],
      widths: [2.2, 2.2, 4, 4],
      rows: found.map(({ title, paper, why, fix }) => [[{ text: title, bold: true }], paper ?? '—', why, fix]),
    },
  ];
}

function facts(words: Wording, { sender, number, submittedAt, at }: DecisionLetterData) {
  const label = (name: string) => words.text(`decision.${name}`);
  const sent = submittedAt ? [{ label: label('submittedAt'), value: words.date(submittedAt) }] : [];
  return [
    { label: label('sender'), value: shownAddress(sender) },
    { label: label('reference'), value: isolateLtr(number) },
    ...sent,
    { label: label('decidedAt'), value: words.date(at) },
  ];
}
