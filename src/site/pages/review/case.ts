import { fault, invalidInput } from '#src/kernel/index.ts';
import { go, type Page, show, type View, type Visit } from '../../page.ts';
import { caseOf } from './case-view.ts';
import { nextCase } from './next-case.ts';
import { queueQuery } from './queue.ts';
import { decisionOf, findingsOf } from './verdict.ts';

/** One application on one screen: what is declared, the papers, what was found, the decision. */
export const reviewCase: Page = {
  path: '/review/senders/:id',
  access: ['reviewer', 'auditor'],
  menu: 'reviews',
  postsPerMinute: 600,
  get: showCase,
  post: act,
};

async function showCase(visit: Visit): Promise<View> {
  return show('review/case', await caseOf(visit));
}

/** The page once more with what was typed: another paper is opened, a letter is read, a paper is judged. */
async function showAgain(visit: Visit): Promise<View> {
  const view = await showCase(visit);
  return { ...view, sent: { form: visit.form, problem: null } } as View;
}

async function act(visit: Visit): Promise<View> {
  const { ask, params, form, query } = visit;
  const id = { id: params.id ?? '' };
  const here = `/review/senders/${id.id}${queueQuery(query)}`;
  switch (form.text('act')) {
    case 'claim':
      await ask('claimSender', { params: id });
      return go(here);
    case 'release':
      await ask('releaseSender', { params: id });
      return go(here, 'review_released');
    case 'decide':
      return decide(visit, id.id);
    case 'accept_paper':
      await ask('decideDocument', { params: paperOf(visit), body: { decision: 'accepted' } });
      return showAgain(visit);
    case 'refuse_paper': {
      const body = { decision: 'refused', code: form.maybe('paperCode'), note: form.maybe('paperNote') };
      await ask('decideDocument', { params: paperOf(visit), body });
      return showAgain(visit);
    }
    case 'operator':
      return setOperator(visit, here);
    case 'suspend':
    case 'reinstate':
    case 'revoke':
      return stop(visit, form.text('act') as Stop, here);
    default:
      return showAgain(visit);
  }
}

const paperOf = ({ params, form }: Visit) => ({ id: params.id, documentId: form.text('open') });

/** Decides, and goes on to the next case of the same queue. */
async function decide(visit: Visit, id: string): Promise<View> {
  const { ask, form, query } = visit;
  const decision = decisionOf(form);
  if (!decision) throw invalidInput([fault('decision', 'required', 'choose a decision', 'یکی را برگزینید')]);
  const next = await nextCase(visit, id);
  const body = { decision, note: form.text('note'), findings: findingsOf(form) };
  const { application } = await ask('reviewSender', { params: { id }, body });
  const said = decision === 'approve' && application.status === 'submitted' ? 'endorse' : decision;
  return go(next ? `/review/senders/${next}${queueQuery(query)}` : `/review${queueQuery(query)}`, `review_${said}`);
}

async function setOperator({ ask, params, form }: Visit, here: string): Promise<View> {
  const body = {
    status: form.text('status'),
    lineClass: form.maybe('lineClass'),
    reference: form.maybe('reference'),
    note: form.maybe('operatorNote'),
  };
  await ask('setSenderOperator', { params: { id: params.id, operator: form.text('operator') }, body });
  return go(here, 'operator_set');
}

const stops = { suspend: 'suspendSender', reinstate: 'reinstateSender', revoke: 'revokeSender' } as const;
type Stop = keyof typeof stops;

async function stop({ ask, params, form }: Visit, what: Stop, here: string): Promise<View> {
  if (what !== 'reinstate' && !form.has('sure'))
    throw invalidInput([fault('sure', 'required', 'say that you are sure', 'بگویید که مطمئن هستید')]);
  await ask(stops[what], { params: { id: params.id }, body: { reason: form.text('reason') } });
  return go(here, `sender_${what}`);
}
