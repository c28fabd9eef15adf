import { parseSenderAddress } from '#src/text/index.ts';
import { type Json, type Page, show, type Visit } from '../../page.ts';

/** Is this sender real? Anyone may ask; an unregistered name that resembles a registered one is named. */
export const lookUp: Page = {
  path: '/look-up',
  access: 'public',
  menu: 'look_up',
  get: async (visit) => show('public/look-up', await answerOf(visit)),
};

/** Where the QR code of a certificate leads: the same answer, at an address that is short enough to print. */
export const certificate: Page = {
  path: '/s/:address',
  access: 'public',
  menu: 'look_up',
  get: async (visit) =>
    show('public/look-up', await answerOf({ ...visit, query: { address: visit.params.address ?? '' } })),
};

async function answerOf({
  query,
  ask,
}: Pick<Visit, 'query' | 'ask'>): Promise<{ address: string; found: Json; readable: boolean }> {
  const address = (query.address ?? '').trim().slice(0, 64);
  if (address === '') return { address, found: null, readable: true };
  const found = await ask('lookUpSender', { query: { address } });
  const parsed = parseSenderAddress(address);
  return { address: parsed.ok ? parsed.sender.address : address, found, readable: parsed.ok };
}
