import type { RouteSettings } from './route-settings.ts';

/**
 * The form of an SMSC's message id by which answers and receipts meet. SMSCs pad ids with zeros in one place and not in
 * the other, change the case of hexadecimal, and answer in one base while receipts come in another.
 * @param base `hex`/`dec`: the base of the id at hand where the other side's differs, so that both become decimal;
 * `same`: left in its base
 */
export function messageKey(id: string, base: RouteSettings['receiptIdBase']): string {
  const text = id.trim();
  if (base === 'hex' && /^[0-9a-f]+$/i.test(text)) return BigInt(`0x${text}`).toString();
  if (/^[0-9a-f]+$/i.test(text)) return text.toLowerCase().replace(/^0+(?=.)/, '');
  return text;
}

/** The key of an id in submit_sm_resp: where receipts are in decimal, the answer is in hexadecimal, and the reverse. */
export function answerKey(id: string, receiptIdBase: RouteSettings['receiptIdBase']): string {
  return messageKey(id, receiptIdBase === 'dec' ? 'hex' : 'same');
}

/** The key of an id in a receipt. */
export function receiptKey(id: string, receiptIdBase: RouteSettings['receiptIdBase']): string {
  return messageKey(id, receiptIdBase === 'hex' ? 'hex' : 'same');
}
