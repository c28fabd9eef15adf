import type { Json, Visit } from '../../page.ts';
import { clockOf, flagsOf } from './flags.ts';
import { draftLetter, shownLetter } from './letter.ts';
import { queueOf } from './next-case.ts';
import { findingsOf } from './verdict.ts';

/** One finding of the checklist: its name in the form, and the key that ticks it. */
export interface CheckItem {
  name: string;
  code: string;
  short: string;
  long: string;
  /** 1…9, or null for the rest. */
  key: number | null;
}

/** Everything that the screen of a case shows. */
export async function caseOf(visit: Visit) {
  const { ask, params, house, at, actor, form } = visit;
  const id = { id: params.id ?? '' };
  const sender = await ask('getSender', { params: id });
  const organization = await ask('getOrganization', { params: { id: sender.organizationId } });
  const evaluation = await ask('evaluateSender', { params: id });
  const history: { items: Json[] } = await ask('getSenderHistory', { params: id });
  const papers: { items: Json[] } = await ask('listDocuments', { params: id });
  const findings: { items: Json[] } = await ask('listFindings');
  const queue = await queueOf(visit);
  const { application } = sender;
  const inReview = application.status === 'in_review';
  const held = inReview && application.claim?.by === actor.name;
  const decides = actor.role === 'reviewer' || actor.role === 'admin';
  const open = openPaper(visit, papers.items);
  const draft = held && form.sent ? await draftLetter(visit, sender, papers.items, form) : null;
  return {
    sender,
    organization,
    wanted: wantedOf(visit, evaluation),
    papers: papers.items,
    open,
    following: following(papers.items, open),
    steps: history.items.map((step) => stepOf(visit, step)),
    queue,
    place: placeOf(queue, sender.id),
    flags: flagsOf(house, sender, application.number, at),
    clock: waits(application)
      ? clockOf((at.getTime() - new Date(application.submittedAt).getTime()) / 3_600_000)
      : null,
    likenesses: likenessesOf(visit, sender),
    checklist: checklistOf(findings.items, open),
    elsewhere: elsewhere(visit, findings.items, papers.items, open),
    paperCodes: findings.items.filter(({ about }) => about === 'document' || about === 'any'),
    letter: draft && shownLetter(draft),
    may: {
      claim: decides && waits(application) && !held,
      decide: decides && held,
      release: decides && inReview && (held || actor.role === 'admin'),
      operators: decides && ['approved', 'active', 'suspended'].includes(sender.status),
      suspend: decides && ['approved', 'active'].includes(sender.status),
      reinstate: decides && sender.status === 'suspended',
      revoke: decides && ['approved', 'active', 'suspended', 'expired'].includes(sender.status),
    },
  };
}

const waits = ({ status, submittedAt }: Json) => Boolean(submittedAt) && ['submitted', 'in_review'].includes(status);

/** The paper that was asked for, else the first that nobody has judged, else the first. */
function openPaper({ form, query }: Visit, papers: readonly Json[]): Json | null {
  const wanted = form.maybe('paper') ?? form.maybe('open') ?? query.paper;
  return papers.find(({ id }) => id === wanted) ?? papers.find(({ decision }) => !decision) ?? papers[0] ?? null;
}

function following(papers: readonly Json[], open: Json | null): string | null {
  if (papers.length < 2 || !open) return null;
  return papers[(papers.indexOf(open) + 1) % papers.length].id;
}

function placeOf(queue: readonly Json[], id: string) {
  const here = queue.findIndex(({ sender }) => sender.id === id);
  const at = (index: number): string | null => queue[index]?.sender.id ?? null;
  return { next: at(here + 1), previous: here > 0 ? at(here - 1) : null };
}

/** Names that this one may be taken for, letter beside letter, with what is known of them. */
function likenessesOf({ house, say, language }: Visit, sender: Json) {
  const guarded = new Map(house.registry.protectedNames.map(({ name, category }) => [name, category]));
  const letters = (name: string) => [...new Intl.Segmenter(language).segment(name)].map(({ segment }) => segment);
  return sender.warnings.map(({ of, why }: { of: string; why: string }) => {
    const category = guarded.get(of) ?? null;
    const own = letters(sender.address);
    const others = letters(of);
    return {
      of,
      why,
      category,
      what: say(category === null ? 'review.case.like_registered' : 'review.case.like_protected'),
      own: own.map((letter, i) => ({ letter, same: alike(letter, others[i]) })),
      other: others.map((letter, i) => ({ letter, same: alike(letter, own[i]) })),
    };
  });
}

const alike = (a: string, b: string | undefined) => a.toLowerCase() === b?.toLowerCase();

/** What the requirement pack wants, each by the name of its paper or field; what is only advised comes last. */
function wantedOf({ house, language, say }: Visit, evaluation: { results: Json[]; advice: Json[] }): Json[] {
  const { documentTypes, requirements } = house.registry.pack;
  const nameOf = ({ requirement, documentType }: Json): string => {
    if (documentType) return documentTypes[documentType]?.name[language] ?? '';
    if (requirement === 'ownership') return say('review.case.ownership');
    const field = requirements.find(({ id }) => id === requirement)?.field?.name;
    return field ? say(`codes.field.${field}`) : '';
  };
  const named = (advised: boolean) => (result: Json) => ({ ...result, advised, name: nameOf(result) });
  return [...evaluation.results.map(named(false)), ...evaluation.advice.map(named(true))];
}

/** The findings that fit what is open, those of the paper first, nine of them with a key. */
function checklistOf(findings: readonly Json[], open: Json | null): CheckItem[] {
  const ofPaper = open ? findings.filter(({ about }) => about === 'document') : [];
  const ofSender = findings.filter(({ about }) => about === 'sender' || about === 'any');
  const item =
    (place: string) =>
    ({ code, short, long }: Json) => ({ name: `${code}${place}`, code, short, long });
  const all = [...ofPaper.map(item(`@${open?.id}`)), ...ofSender.map(item(''))];
  return all.map((it, i) => ({ ...it, key: i < 9 ? i + 1 : null }));
}

/** Findings that were ticked on papers that are not open now: they stay in the form, in sight. */
function elsewhere({ form }: Visit, findings: readonly Json[], papers: readonly Json[], open: Json | null) {
  return findingsOf(form)
    .filter(({ documentId }) => documentId && documentId !== open?.id)
    .map(({ code, documentId, note }) => ({
      name: `${code}@${documentId}`,
      short: findings.find((it) => it.code === code)?.short ?? code,
      paper: papers.find(({ id }) => id === documentId)?.typeName ?? '',
      note: note ?? '',
    }));
}

function stepOf({ say }: Visit, step: Json) {
  return { at: step.at, status: step.to, what: say(`codes.move.${step.move}`), who: step.actor.name, why: step.why };
}
