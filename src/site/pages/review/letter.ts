import type { Language } from '#src/kernel/index.ts';
import { type Block, type DecisionLetterData, decisionLetter } from '#src/pdf/index.ts';
import type { Form } from '../../form.ts';
import { go, type Json, type Page, show, type Visit } from '../../page.ts';
import { decisionOf, findingsOf } from './verdict.ts';

/** A letter that has not been sent: its text as the applicant would read it. */
export interface LetterDraft {
  language: Language;
  blocks: readonly Block[];
}

const drawn = new Set(['heading', 'paragraph', 'badge', 'table']);

/** The letter that a decision would send, on the screen (a fragment for scripts) or as the PDF itself. */
export const letter: Page = {
  path: '/review/senders/:id/letter',
  access: ['reviewer'],
  postsPerMinute: 600,
  get: async ({ params }) => go(`/review/senders/${params.id}`),
  post: async (visit) => {
    const { ask, house, params, form, request } = visit;
    const id = { id: params.id ?? '' };
    const sender = await ask('getSender', { params: id });
    const papers: { items: Json[] } = await ask('listDocuments', { params: id });
    const data = await draftLetter(visit, sender, papers.items, form);
    if (!data)
      return request.headers['hx-request'] ? show('review/letter', { letter: null }) : go(`/review/senders/${id.id}`);
    if (form.text('act') !== 'pdf') return show('review/letter', { letter: shownLetter(data) });
    const body = Buffer.from(await house.press.print({ kind: 'decision-letter', data }));
    return { kind: 'raw', status: 200, body, headers: { 'Content-Type': 'application/pdf' } };
  },
};

/** What the letter would say; null while no decision is chosen. */
export async function draftLetter(
  { ask, house, at }: Visit,
  sender: Json,
  papers: readonly Json[],
  form: Form,
): Promise<DecisionLetterData | null> {
  const decision = decisionOf(form);
  if (!decision) return null;
  const holder = await ask('getOrganization', { params: { id: sender.organizationId } });
  const language = holder.locale as Language;
  const { findings, pack } = house.registry;
  return {
    number: sender.id,
    language,
    at,
    to: holder.contact.name,
    decision,
    sender: { address: sender.address, kind: sender.kind },
    submittedAt: sender.application.submittedAt && new Date(sender.application.submittedAt),
    note: form.maybe('note') ?? null,
    findings: findingsOf(form).map(({ code, documentId, note }) => {
      const type = papers.find(({ id }) => id === documentId)?.type;
      const found = findings.get(code);
      return {
        title: found?.short[language] ?? code,
        paper: type ? (pack.documentTypes[type]?.name[language] ?? type) : null,
        why: [found?.long[language], note].filter(Boolean).join(' '),
        fix: found?.fix[language] ?? '',
      };
    }),
    url: `${house.config.publicUrl}/senders/${sender.id}`,
  };
}

/** The parts of the letter that are read; its mast, code and facts are the paper's. */
export function shownLetter(data: DecisionLetterData): LetterDraft {
  const { blocks } = decisionLetter(data);
  const facts = blocks.findIndex(({ kind }) => kind === 'facts');
  const body = blocks.slice(0, facts < 0 ? undefined : facts - 1).filter(({ kind }) => drawn.has(kind));
  return { language: data.language, blocks: body };
}
