import type { Reader } from '#src/db/index.ts';
import { parseSenderAddress, senderKey } from '#src/text/index.ts';
import { findLikenesses } from './find-likenesses.ts';
import type { Registry } from './registry.ts';
import type { LineClass, SenderKind } from './sender.entity.ts';
import type { SenderStatus } from './sender.rules.ts';

/** What anyone may know of a sender address. */
export type PublicSender =
  | {
      registered: true;
      holder: string;
      lineClass: LineClass;
      kind: SenderKind;
      status: SenderStatus;
      /** When it was first approved. */
      since: Date;
    }
  | { registered: false; lookalikeOf?: string };

interface Row {
  legal_name: string;
  line_class: LineClass;
  kind: SenderKind;
  status: SenderStatus;
  approved_at: string;
}

/** Looks an address up for the public: an approved sender with its holder, else whom an unregistered name resembles. */
export async function lookUpSender(em: Reader, registry: Registry, address: string): Promise<PublicSender> {
  const [row] = await em.execute<Row[]>(
    `select o.legal_name, s.line_class, s.kind, s.status, s.approved_at
     from sender s join organization o on o.id = s.organization_id
     where s.key = ? and s.status in ('approved', 'active', 'suspended', 'expired') and s.approved_at is not null
     limit 1`,
    [senderKey(address)],
  );
  if (row) {
    const { legal_name: holder, line_class: lineClass, kind, status } = row;
    return { registered: true, holder, lineClass, kind, status, since: new Date(row.approved_at) };
  }
  const parsed = parseSenderAddress(address);
  if (!parsed.ok || parsed.sender.kind !== 'masked') return { registered: false };
  const [closest] = await findLikenesses(em, registry, address, { exceptOrganization: null, approvedOnly: true });
  return closest ? { registered: false, lookalikeOf: closest.of } : { registered: false };
}
