import { AppError, fault, invalidInput } from '#src/kernel/index.ts';
import { go, type Json, type Page, show, type Visit } from '../../page.ts';
import { checkAddress } from './sender-check.ts';
import { contentOf } from './sender-form.ts';

/** Registers a sender: first what it is, then what it is for; the papers follow on its own page. */
export const senderNew: Page = {
  path: '/senders/new',
  access: ['business'],
  menu: 'senders',
  get: async (visit) => {
    const given: Json = visit.form.sent
      ? { kind: visit.form.text('kind'), address: visit.form.text('address'), lineClass: visit.form.text('lineClass') }
      : visit.query;
    const check = await checkAddress(visit, given);
    const ready = check !== null && check.faults.length === 0 && !check.taken && Boolean(given.lineClass);
    if (visit.query.step !== '2' && !visit.form.sent) return show('business/sender-new', { given, check: null });
    if (!ready) return show('business/sender-new', { given, check });
    const { operators } = await visit.ask('listRequirements', { query: { kind: check.kind } });
    return show('business/sender-content', { given, check, operators, organizations: [] });
  },
  post: async (visit) => {
    const { form, ask, actor } = visit;
    const organizationId = organizationOf(visit, actor.organizationId);
    const made = await ask('createSender', {
      body: { organizationId, kind: form.text('kind'), address: form.text('address'), ...contentOf(form) },
    });
    return go(`/senders/${made.id}`, 'sender_created');
  },
};

function organizationOf({ form }: Visit, own: string | null): string {
  const id = own ?? form.maybe('organizationId');
  if (!id) throw invalidInput([fault('organizationId', 'required', 'name an organization', 'سازمان را نام ببرید')]);
  if (own && form.has('organizationId') && form.text('organizationId') !== own) throw new AppError('NOT_FOUND');
  return id;
}
