import { isolate, isolateLtr } from '#src/text/index.ts';
import type { Block } from './blocks.ts';
import type { ConsentEvidence, EvidencePackData, LedgerEvidence } from './evidence-data.ts';
import type { Wording } from './wording.ts';

/** The recipient's entries in the ledger, as far as they concern the sender. */
export function consentSection(words: Wording, { consent }: EvidencePackData): Block[] {
  const say = (key: string) => words.text(`evidence.${key}`);
  const heading: Block = { kind: 'heading', level: 2, text: say('consent') };
  if (consent.length === 0) return [heading, { kind: 'paragraph', text: say('noConsent') }];
  return [
    heading,
    {
      kind: 'table',
      head: [say('seq'), say('when'), say('action'), say('scope'), say('howProved')],
      widths: [1.4, 2.8, 2.4, 2.6, 4.4],
      rows: consent.map((entry) => [
        words.number(entry.seq),
        words.dateTime(entry.at),
        `${words.label('consentAction', entry.action)}\n${words.label('purpose', entry.purpose)}`,
        scopeText(words, entry),
        [entry.touchpoint, entry.evidence].reduce<string>(
          (text, more) => (more === null ? text : `${text}\n${isolate(more)}`),
          words.label('source', entry.source),
        ),
      ]),
    },
  ];
}

function scopeText(words: Wording, { scope }: ConsentEvidence): string {
  const keys = { sender: 'from', organization: 'allSenders', national: 'national' } as const;
  return words.text(`evidence.${keys[scope]}`);
}

/** The signed head, and for each entry the path that leads to its root. */
export function ledgerSection(words: Wording, { ledger, publicUrl }: EvidencePackData): Block[] {
  const say = (key: string, values = {}) => words.text(`evidence.${key}`, values);
  const heading: Block = { kind: 'heading', level: 2, text: say('ledger') };
  if (ledger === null) return [heading, { kind: 'paragraph', text: say('noLedger') }];
  return [
    heading,
    { kind: 'paragraph', text: say('ledgerIntro', { url: `${publicUrl}/.well-known/jwks.json` }) },
    { kind: 'heading', level: 3, text: say('head') },
    { kind: 'facts', rows: headFacts(words, ledger) },
    ...ledger.proofs.flatMap((proof): Block[] => [
      { kind: 'heading', level: 3, text: say('leaf', { seq: proof.seq }) },
      { kind: 'paragraph', text: isolateLtr(proof.leafHash), size: 8 },
      { kind: 'paragraph', text: [{ text: `${say('path')}\n`, bold: true }, ...pathLines(proof.path)], size: 7.5 },
    ]),
  ];
}

function headFacts(words: Wording, { head }: LedgerEvidence) {
  const say = (key: string) => words.text(`evidence.${key}`);
  return [
    { label: say('size'), value: words.number(head.size) },
    { label: say('root'), value: isolateLtr(head.rootHash), code: true },
    { label: say('signedAt'), value: isolateLtr(head.timestamp) },
    { label: say('key'), value: isolateLtr(head.keyId) },
    { label: say('signature'), value: isolateLtr(head.signature), code: true },
  ];
}

const pathLines = (path: readonly string[]) => [{ text: path.map((hash) => isolateLtr(hash)).join('\n') }];
