import { type Json, type Page, show, type View, type Visit } from '../../page.ts';

const HOUR_MS = 3_600_000;
const TEHRAN_MS = 3.5 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

/** Why was this refused? Judges a text as if it were sent, and sends nothing. */
export const explain: Page = {
  path: '/explain',
  access: ['business'],
  menu: 'explain',
  get: (visit) => page(visit, null, ''),
  post: async (visit) => {
    const { ask, form, at } = visit;
    const text = form.exact('text');
    const instant = whenOf(form.text('when'), form.maybe('at'), at);
    const decision = await ask('checkMessage', {
      body: {
        sender: form.text('sender'),
        to: form.text('to'),
        text,
        ...(form.maybe('category') ? { category: form.text('category') } : {}),
        dryRun: true,
        explain: true,
        ...(instant ? { at: instant.toISOString() } : {}),
      },
    });
    return page(visit, decision, text);
  },
};

async function page({ ask, actor, query }: Visit, decision: Json, text: string): Promise<View> {
  const { items } = await ask('listSenders', { query: { limit: 200 } });
  const organization = actor.organizationId
    ? await ask('getOrganization', { params: { id: actor.organizationId } })
    : null;
  const senders = items.filter((it: Json) => !['rejected', 'withdrawn', 'revoked'].includes(it.status));
  return show('business/explain', {
    senders,
    chosen: query.sender ?? senders.find((it: Json) => it.status === 'active')?.address ?? senders[0]?.address ?? '',
    to: organization?.contact.mobile ?? '',
    categories: ['otp', 'transactional', 'alert', 'reminder', 'support', 'survey', 'vas', 'promotional'],
    decision,
    text: text || (query.text ?? ''),
  });
}

/** The instant that the form names, on Tehran's clock; null: now. */
function whenOf(when: string, typed: string | undefined, now: Date): Date | null {
  const midnight = Math.floor((now.getTime() + TEHRAN_MS) / DAY_MS) * DAY_MS - TEHRAN_MS;
  if (when === 'night') return new Date(midnight + 23 * HOUR_MS);
  if (when === 'morning') return new Date(midnight + DAY_MS + 9 * HOUR_MS);
  if (when !== 'at' || !typed || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(typed)) return null;
  return new Date(`${typed.slice(0, 16)}:00+03:30`);
}
