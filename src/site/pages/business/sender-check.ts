import { findLikenesses, loadSenderByKey, type SenderKind, senderKinds } from '#src/senders/index.ts';
import { parseSenderAddress, senderKey } from '#src/text/index.ts';
import { type Json, type Page, show, type Visit } from '../../page.ts';

/** What can be said of an address before anything is sent in. */
export interface AddressCheck {
  address: string;
  kind: SenderKind;
  /** Sentences in the language of the page. */
  faults: string[];
  taken: boolean;
  mine: boolean;
  likenesses: { of: string; why: string }[];
  papers: { name: string; fix: string; advised: boolean }[];
}

/** Reads an address while it is being typed: what it is, whether it is free, what it resembles, which papers it needs. */
export async function checkAddress(visit: Visit, input: Json): Promise<AddressCheck | null> {
  const { language, house, actor, ask } = visit;
  const address = String(input.address ?? '')
    .trim()
    .slice(0, 64);
  const kind = senderKinds.find((one) => one === input.kind);
  if (address === '' || !kind) return null;
  const parsed = parseSenderAddress(address, kind);
  const reader = house.db.reader();
  const taken = parsed.ok ? await loadSenderByKey(reader, senderKey(parsed.sender.address)) : null;
  const inUse = taken !== null && !['rejected', 'withdrawn', 'revoked'].includes(taken.status);
  const scope = { exceptOrganization: actor.organizationId };
  const likenesses =
    parsed.ok && kind === 'masked' ? await findLikenesses(reader, house.registry, parsed.sender.address, scope) : [];
  const organization = actor.organizationId
    ? await ask('getOrganization', { params: { id: actor.organizationId } })
    : null;
  const lineClass = input.lineClass === 'promotional' ? 'promotional' : 'service';
  const wanted = await ask('listRequirements', { query: { kind, lineClass, organizationKind: organization?.kind } });
  return {
    address: parsed.ok ? parsed.sender.address : address,
    kind,
    faults: parsed.ok ? [] : parsed.faults.map((it) => it[language]),
    taken: inUse,
    mine: inUse && taken.organizationId === actor.organizationId,
    likenesses: likenesses.map(({ of, why }) => ({ of, why: why[language] })),
    papers: papersFor(wanted, parsed.ok ? parsed.sender.address : ''),
  };
}

/** The requirements that apply to an address and are not fields of the form that follows. */
function papersFor({ requirements, documentTypes }: Json, address: string): AddressCheck['papers'] {
  const national = address.replace(/^\+98/, '');
  const names = new Map<string, string>(documentTypes.map(({ type, name }: Json) => [type, name]));
  return requirements
    .filter(({ documentType, requirement, when }: Json) => {
      const begins = !when.prefixes || when.prefixes.some((prefix: string) => national.startsWith(prefix));
      return begins && !when.operators && (documentType || requirement === 'ownership');
    })
    .map((it: Json) => ({ name: names.get(it.documentType) ?? '', fix: it.fix, advised: it.level === 'advised' }));
}

/** The check as a piece of a page, swapped in while the applicant types. */
export const senderCheck: Page = {
  path: '/senders/check',
  access: ['business'],
  get: async (visit) => show('business/sender-check', { check: await checkAddress(visit, visit.query) }),
};
