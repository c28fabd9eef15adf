import { isolate, isolateLtr } from '#src/text/index.ts';
import type { Block } from './blocks.ts';
import type { ComplaintEvidence, EvidencePackData } from './evidence-data.ts';
import type { Wording } from './wording.ts';

/** The block lists that the recipient was or is on; they are no entries of the ledger. */
export function blockListBlocks(words: Wording, { blockLists }: EvidencePackData): Block[] {
  const say = (key: string) => words.text(`evidence.${key}`);
  const heading: Block = { kind: 'heading', level: 3, text: say('blockLists') };
  if (blockLists.length === 0) return [heading, { kind: 'paragraph', text: say('noBlockLists') }];
  const mark = (on: boolean) => say(on ? 'listed' : 'notListed');
  return [
    heading,
    {
      kind: 'table',
      head: [say('list'), say('listedThen'), say('listedNow'), say('listChanged')],
      widths: [4, 3, 3, 3],
      rows: blockLists.map(({ name, national, atDecision, now, updatedAt }) => [
        national ? `${isolateLtr(name)}\n${say('national')}` : isolateLtr(name),
        mark(atDecision),
        mark(now),
        updatedAt ? words.dateTime(updatedAt) : words.text('none'),
      ]),
    },
  ];
}

/** What was complained of, in the complainant's words, and what became of it. */
export function complaintSection(words: Wording, { complaints }: EvidencePackData): Block[] {
  const say = (key: string, values = {}) => words.text(`evidence.${key}`, values);
  const heading: Block = { kind: 'heading', level: 2, text: say('complaints') };
  if (complaints.length === 0) return [heading, { kind: 'paragraph', text: say('noComplaints') }];
  return [heading, ...complaints.flatMap((complaint) => complaintBlocks(words, complaint))];
}

function complaintBlocks(words: Wording, complaint: ComplaintEvidence): Block[] {
  const say = (key: string) => words.text(`evidence.${key}`);
  const { id, reference, receivedAt, matchedBy, text, status, answer, resolution } = complaint;
  return [
    {
      kind: 'facts',
      rows: [
        { label: say('complaintId'), value: isolateLtr(id) },
        { label: say('complaintReference'), value: reference === null ? words.text('none') : isolate(reference) },
        { label: say('complaintReceived'), value: words.dateTime(receivedAt) },
        {
          label: say('complaintMatched'),
          value: matchedBy === null ? words.text('none') : words.label('matchedBy', matchedBy),
        },
        { label: say('complaintStatus'), value: words.label('complaintStatus', status) },
        ...(answer === null ? [] : [{ label: say('complaintAnswer'), value: isolate(answer) }]),
        ...(resolution === null ? [] : [{ label: say('complaintResolution'), value: isolate(resolution) }]),
      ],
    },
    { kind: 'quote', text: text ?? say('complaintErased') },
  ];
}
