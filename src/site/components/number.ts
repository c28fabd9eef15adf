import { parseMsisdn, parseSenderAddress, type SenderKind } from '#src/text/index.ts';
import type { Words } from './index.ts';

/** A sender address or MSISDN, recognisable at a glance. */
export interface NumberView {
  /** As people write it. */
  display: string;
  /** As programs take it: what the copy button copies. */
  copy: string;
  kind: string;
  /** Operator or province; empty where neither is known. */
  place: string;
  icon: string;
}

const icons: Readonly<Record<string, string>> = {
  fixed_line: 'phone',
  masked: 'tag',
  long_number: 'hash',
  short_code: 'number',
  mobile: 'device-mobile',
};

/** Reads an address and says what it is. */
export function numberView(words: Words, address: string, kind?: string): NumberView {
  const operator = (code: string | null | undefined) =>
    code ? (words.has(`codes.operator.${code}`) ? words.t(`codes.operator.${code}`) : code) : '';
  const label = (code: string) => words.t(`codes.kind.${code}`);
  const mobile = kind === undefined ? parseMsisdn(address) : null;
  if (mobile?.ok && mobile.lineType === 'mobile') {
    const display =
      mobile.country === 'IR' ? mobile.e164.replace(/^\+98(\d{3})(\d{3})(\d{4})$/, '0$1 $2 $3') : mobile.e164;
    const place = operator('operator' in mobile ? String(mobile.operator ?? '') : '');
    return { display, copy: mobile.e164, kind: label('mobile'), place, icon: 'device-mobile' };
  }
  const parsed = parseSenderAddress(address, kind as SenderKind | undefined);
  if (!parsed.ok) return { display: address, copy: address, kind: kind ? label(kind) : '', place: '', icon: 'number' };
  const { sender } = parsed;
  const place = sender.province?.[words.language] ?? operator(sender.operatorHint);
  return {
    display: sender.display,
    copy: sender.address,
    kind: label(sender.kind),
    place,
    icon: icons[sender.kind] ?? 'number',
  };
}
