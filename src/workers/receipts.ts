import type { PartState, ReceiptReport } from '#src/messages/index.ts';
import type { Receipt, ReceiptState } from '#src/smpp/index.ts';

/** What a final receipt means for the part that it names; `enroute` and `accepted` say nothing new. */
const meanings: Readonly<Record<ReceiptState, PartState | null>> = {
  delivered: 'delivered',
  undeliverable: 'undeliverable',
  expired: 'expired',
  rejected: 'rejected',
  deleted: 'undeliverable',
  // The SMSC has lost track of it (SMPP 3.4 § 5.2.28): it was not delivered as far as anyone knows.
  unknown: 'undeliverable',
  accepted: null,
  enroute: null,
};

/** Turns a receipt into what is recorded of it, or null where it says nothing final. */
export function toReport(receipt: Receipt, route: string, at: Date): ReceiptReport | null {
  const state = meanings[receipt.state];
  if (!state || receipt.messageKeys.length === 0) return null;
  return {
    route,
    smscKeys: receipt.messageKeys,
    recipient: `+${receipt.from.replace(/\D/g, '')}`,
    state,
    errorCode: receipt.errorCode,
    at,
  };
}
