import { go, type Json, type Page, show, type View, type Visit } from '../../page.ts';

/** One sender: where it stands, what is still wanted, what happened, how each operator gets on. */
export const sender: Page = {
  path: '/senders/:id',
  access: ['business', 'reviewer', 'auditor'],
  menu: 'senders',
  get: showSender,
  post: act,
};

/** Shows the page of a sender. */
export async function showSender(visit: Visit): Promise<View> {
  const { ask, params, actor } = visit;
  const id = { id: params.id ?? '' };
  const found = await ask('getSender', { params: id });
  const history = await ask('getSenderHistory', { params: id });
  const evaluation = await ask('evaluateSender', { params: id });
  const papers = await ask('listDocuments', { params: id });
  const { documentTypes } = await ask('listRequirements', { query: { kind: found.kind } });
  const owner = actor.role === 'business' || actor.role === 'admin';
  const { status } = found.application;
  return show('business/sender', {
    sender: found,
    evaluation,
    papers: papers.items,
    types: Object.fromEntries(documentTypes.map(({ type, name, hint }: Json) => [type, { name, hint }])),
    steps: stepsOf(visit, found, history.items),
    may: {
      edit: owner && ['draft', 'changes_requested', 'approved', 'active'].includes(found.status),
      papers: owner && ['draft', 'changes_requested'].includes(status),
      audience: owner && found.lineClass === 'service' && !['rejected', 'withdrawn', 'revoked'].includes(found.status),
      submit: owner && ['draft', 'changes_requested'].includes(status),
      withdraw: owner && !['rejected', 'withdrawn', 'revoked', 'suspended'].includes(found.status),
      renew: owner && ['expired', 'active', 'approved'].includes(found.status) && !isOpen(status),
      reinstate: owner && found.status === 'suspended' && found.suspendedFor === 'dormancy',
    },
    missing: evaluation.results.filter(({ status: of }: Json) => of !== 'met' && of !== 'expiring').length,
  });
}

const isOpen = (status: string) => ['draft', 'submitted', 'in_review', 'changes_requested'].includes(status);

/** The history, then the steps that run now with their usual time. */
function stepsOf({ say, actor, language }: Visit, found: Json, history: Json[]): Json[] {
  const word = (group: string, code: string) => say(`codes.${group}.${code}`);
  const past = history.map((it) => ({
    at: it.at,
    status: it.to,
    what: word('move', it.move),
    who: actor.role === 'business' && it.actor.role !== 'business' ? word('role', it.actor.role) : it.actor.name,
    why: it.why,
  }));
  const operators = found.operators.map((it: Json) => ({
    at: it.status === 'pending' ? it.openedAt : it.changedAt,
    status: it.status,
    what: say('business.sender.operator_step', { operator: it.name, state: word('operator_status', it.status) }),
    why: it.note,
    running: it.status === 'pending',
    usual: it.status === 'pending' && it.usualDays ? usualOf(it) : '',
  }));
  const waiting = ['submitted', 'in_review'].includes(found.application.status);
  const review = waiting
    ? [
        {
          at: null,
          status: 'in_review',
          what: say('business.sender.review_step'),
          running: true,
          usual: say('business.sender.review_usual'),
        },
      ]
    : [];
  return [...past, ...review, ...operators];

  function usualOf(it: Json): string {
    const number = (value: number) => value.toLocaleString(language === 'fa' ? 'fa-IR' : 'en-GB');
    const usual = {
      min: number(it.usualDays.min),
      max: number(it.usualDays.max),
      age: number(Math.floor(it.ageDays) + 1),
    };
    if (it.overdue) return say('business.sender.overdue', usual);
    return say(it.usualDays.min < 1 ? 'business.sender.usual_up_to' : 'business.sender.usual', usual);
  }
}

async function act(visit: Visit): Promise<View> {
  const { ask, params, form } = visit;
  const id = { id: params.id ?? '' };
  const back = `/senders/${id.id}`;
  switch (form.text('act')) {
    case 'submit':
      await ask('submitSender', { params: id });
      return go(back, 'sender_submitted');
    case 'withdraw':
      await ask('withdrawSender', { params: id, body: {} });
      return go(back, 'sender_withdrawn');
    case 'renew':
      await ask('renewSender', { params: id });
      return go(back, 'sender_renewed');
    case 'reinstate':
      await ask('reinstateSender', { params: id, body: {} });
      return go(back, 'sender_reinstated');
    case 'remove_paper':
      await ask('removeDocument', { params: { ...id, documentId: form.text('documentId') } });
      return go(back, 'paper_removed');
    case 'clear_audience':
      await ask('clearAudience', { params: id });
      return go(back, 'audience_cleared');
    case 'call':
      await ask('startOwnership', { params: id });
      return go(back, 'call_ordered');
    case 'code':
      await ask('verifyOwnership', { params: id, body: { code: form.text('code') } });
      return go(back, 'line_proved');
    default:
      return go(back);
  }
}
