import { isolateLtr } from '#src/text/index.ts';

export type SenderKind = 'fixed_line' | 'masked' | 'long_number' | 'short_code';
export type LineClass = 'service' | 'promotional';

/** Who holds a sender ID, as documents name them. */
export interface HolderData {
  legalName: string;
  kind: 'legal' | 'natural';
  nationalId: string;
  registrationNumber?: string | null;
  economicCode?: string | null;
  address?: string | null;
  phone?: string | null;
  contactName?: string | null;
}

/** Where a sender ID stands at one operator. */
export interface OperatorData {
  /** In the language of the document. */
  name: string;
  status: 'pending' | 'active' | 'rejected' | 'suspended';
  lineClass: LineClass | null;
  reference: string | null;
}

/** A sender's address as it is advertised: `021-42750000` for a fixed line in Iran, else as it is stored. */
export function shownAddress(sender: { kind: SenderKind; address: string }): string {
  const fixed = sender.kind === 'fixed_line' ? /^\+98(\d{2})(\d{4,8})$/.exec(sender.address) : null;
  return isolateLtr(fixed ? `0${fixed[1]}-${fixed[2]}` : sender.address);
}
