import { type FindFaults, fault } from '#src/kernel/index.ts';
import { parseSenderAddress } from '#src/text/index.ts';
import { checkContent, checkName } from './check-content.ts';
import type { Registry } from './registry.ts';
import { type SenderKind, senderKinds } from './sender.entity.ts';
import { keywordFaults } from './shared-code.ts';

/** Finds what is wrong with an application for a sender beyond the form of its fields: address, keyword, operators. */
export const applicationFaults =
  (registry: Registry): FindFaults =>
  ({ kind, address, operators, sharedKeyword }) => {
    const named = Array.isArray(operators) ? operators.filter((it) => typeof it === 'string') : [];
    const known = isKind(kind) ? kind : null;
    return [
      ...(known && typeof address === 'string' ? addressFaults(registry, known, address) : []),
      ...checkContent(registry, { requestedOperators: named }),
      ...(known && typeof sharedKeyword === 'string' ? keywordFaults(known, sharedKeyword) : []),
    ];
  };

function addressFaults(registry: Registry, kind: SenderKind, written: string) {
  const parsed = parseSenderAddress(written, kind);
  if (!parsed.ok) return parsed.faults.map((it) => fault('address', it.code.toLowerCase(), it.en, it.fa));
  return kind === 'masked' ? checkName(registry, parsed.sender.address) : [];
}

const isKind = (kind: unknown): kind is SenderKind => senderKinds.some((one) => one === kind);
