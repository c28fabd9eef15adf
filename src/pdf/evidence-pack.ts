import { hasBidi, isolate, isolateLtr } from '#src/text/index.ts';
import type { Block } from './blocks.ts';
import { masthead, operatorTable, outcomeTones } from './certificate.ts';
import type { PdfContent } from './document.ts';
import { blockListBlocks, complaintSection } from './evidence-complaints.ts';
import type { EvidencePackData } from './evidence-data.ts';
import { consentSection, ledgerSection } from './evidence-ledger.ts';
import { markedText } from './evidence-text.ts';
import { shownAddress } from './letter-data.ts';
import type { Tone } from './theme.ts';
import { Wording } from './wording.ts';

/** Everything needed to answer a complaint about one message, in one document. */
export function evidencePack(data: EvidencePackData): PdfContent {
  const words = new Wording(data.language);
  const say = (key: string, values = {}) => words.text(`evidence.${key}`, values);
  return {
    title: say('title'),
    language: data.language,
    at: data.at,
    subject: data.message.id,
    foot: say('foot', { number: data.message.id }),
    pageOf: (page, pages) => words.text('pageOf', { page, pages }),
    blocks: [
      masthead(words, data.number, data.at),
      { kind: 'heading', level: 1, text: say('title') },
      { kind: 'paragraph', text: say('intro') },
      ...messageSection(words, data),
      ...decisionSection(words, data),
      ...consentSection(words, data),
      ...blockListBlocks(words, data),
      ...ledgerSection(words, data),
      ...timelineSection(words, data),
      ...complaintSection(words, data),
      ...senderSection(words, data),
    ],
  };
}

function messageSection(words: Wording, { message, decision, sender }: EvidencePackData): Block[] {
  const say = (key: string, values = {}) => words.text(`evidence.${key}`, values);
  const { segments, characters, charset } = message;
  const confidence = Math.round(decision.confidence * 100);
  const category = words.label('category', decision.detected);
  const blocks: Block[] = [
    { kind: 'heading', level: 2, text: say('message') },
    {
      kind: 'facts',
      rows: [
        { label: say('messageId'), value: isolateLtr(message.id) },
        { label: say('from'), value: [{ text: shownAddress(sender), bold: true }] },
        { label: say('to'), value: isolateLtr(message.recipient) },
        { label: say('status'), value: words.label('messageStatus', message.status) },
        {
          label: say('category'),
          value: message.category ? words.label('category', message.category) : words.text('none'),
        },
        { label: say('detected'), value: say('detectedValue', { category, confidence }) },
        { label: say('segments'), value: say('segmentsValue', { segments, characters, charset }) },
        { label: say('textHash'), value: isolateLtr(message.textSha256), code: true },
      ],
    },
    { kind: 'heading', level: 3, text: say('text') },
    { kind: 'quote', text: markedText(message.text, decision.spans) },
  ];
  const notes = [
    ...(decision.spans.length > 0 ? [say('marked')] : []),
    ...(hasBidi(message.text) ? [say('controls')] : []),
  ];
  return notes.length === 0 ? blocks : [...blocks, { kind: 'paragraph', text: notes.join(' '), size: 9, muted: true }];
}

function decisionSection(words: Wording, { decision, publicUrl }: EvidencePackData): Block[] {
  const say = (key: string, values = {}) => words.text(`evidence.${key}`, values);
  const valid = decision.validUntil ? [{ label: say('validUntil'), value: words.dateTime(decision.validUntil) }] : [];
  const { policy } = decision;
  return [
    { kind: 'heading', level: 2, text: say('decision') },
    { kind: 'badge', tone: outcomeTones[decision.outcome] ?? 'plain', text: words.label('outcome', decision.outcome) },
    {
      kind: 'facts',
      rows: [
        { label: say('decisionId'), value: isolateLtr(decision.id) },
        { label: say('decidedAt'), value: words.dateTime(decision.at) },
        ...valid,
        { label: say('policy'), value: isolateLtr(`${policy.pack} ${policy.version} (${policy.digest})`), code: true },
        { label: say('ledgerSeq'), value: words.number(decision.ledgerSeq) },
      ],
    },
    ...reasonTable(words, decision),
    { kind: 'heading', level: 3, text: say('receipt') },
    { kind: 'paragraph', text: isolateLtr(decision.receipt), size: 7 },
    {
      kind: 'paragraph',
      text: say('receiptHint', { url: `${publicUrl}/.well-known/jwks.json` }),
      size: 9,
      muted: true,
    },
  ];
}

const EFFECT_COLORS: Record<string, string> = {
  deny: 'red',
  hold: 'violet',
  defer: 'amber',
  warn: 'amber',
  shadow: 'muted',
};

function reasonTable(words: Wording, { reasons }: EvidencePackData['decision']): Block[] {
  const say = (key: string, values = {}) => words.text(`evidence.${key}`, values);
  if (reasons.length === 0) return [{ kind: 'paragraph', text: say('noReasons') }];
  return [
    {
      kind: 'table',
      head: [say('rule'), say('because'), say('remedy')],
      widths: [3.2, 5, 3.8],
      rows: reasons.map((reason) => [
        [
          { text: words.label('effect', reason.effect), bold: true, color: EFFECT_COLORS[reason.effect] ?? 'ink' },
          { text: `\n${isolateLtr(reason.code)}\n` },
          { text: isolateLtr(reason.rule), color: 'muted' },
        ],
        [{ text: reason.message }, { text: `\n${say('basis', { basis: reason.basis })}`, color: 'muted' }],
        reason.allowedAt
          ? `${reason.remedy}\n${say('allowedAt', { at: words.dateTime(reason.allowedAt) })}`
          : reason.remedy,
      ]),
    },
  ];
}

const MESSAGE_TONES: Record<string, Tone> = {
  delivered: 'good',
  submitted: 'good',
  scheduled: 'wait',
  queued: 'wait',
  submitting: 'wait',
  held: 'look',
  uncertain: 'look',
  undeliverable: 'stop',
  rejected: 'stop',
  expired: 'stop',
  cancelled: 'stop',
};

function timelineSection(words: Wording, { timeline }: EvidencePackData): Block[] {
  const entries = timeline.map(({ at, status, detail }) => ({
    at: words.dateTime(at),
    tone: MESSAGE_TONES[status] ?? 'plain',
    title: words.label('messageStatus', status),
    ...(detail !== null && { detail: isolate(detail) }),
  }));
  return [
    { kind: 'heading', level: 2, text: words.text('evidence.timeline') },
    { kind: 'timeline', entries },
  ];
}

function senderSection(words: Wording, { sender }: EvidencePackData): Block[] {
  const say = (key: string) => words.text(`evidence.${key}`);
  const history = sender.history.map(({ at, status, who, why }) => ({
    at: words.dateTime(at),
    tone: 'plain' as const,
    title: words.label('senderStatus', status),
    detail: why === null ? isolate(who) : `${isolate(who)} — ${isolate(why)}`,
  }));
  return [
    { kind: 'heading', level: 2, text: say('sender') },
    {
      kind: 'facts',
      rows: [
        { label: say('from'), value: [{ text: shownAddress(sender), bold: true }] },
        { label: say('holder'), value: `${isolate(sender.holder)} (${isolateLtr(sender.nationalId)})` },
        { label: say('kind'), value: words.label('kind', sender.kind) },
        { label: say('lineClass'), value: words.label('lineClass', sender.lineClass) },
        { label: say('senderStatus'), value: words.label('senderStatus', sender.status) },
        { label: say('since'), value: sender.approvedAt ? words.date(sender.approvedAt) : words.text('none') },
        { label: say('subjects'), value: sender.subjects.join(words.language === 'fa' ? '؛ ' : '; ') },
      ],
    },
    ...operatorTable(words, sender.operators),
    { kind: 'heading', level: 3, text: say('history') },
    { kind: 'timeline', entries: history },
  ];
}
