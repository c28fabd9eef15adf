import type { SmppAddress } from './pdu-read.ts';
import type { RouteSettings, SenderKind, TlvTemplate } from './route-settings.ts';
import type { Tlv } from './submit-message.ts';

/** A sender as the registry keeps it: E.164 with `+` for a fixed line, plain digits or a name for the rest. */
export interface SourceSender {
  readonly kind: SenderKind;
  readonly address: string;
}

const COUNTRY_CODE = '98';

/**
 * The source address of a sender on a route (SMPP 3.4 §5.2.5–8): names and short codes as they are, lines in
 * international form without `+` (98 before the digits of a 1000…, 2000…, 3000…, 5000…, 9000… line) unless the route
 * wants them as dialled in the country.
 * @throws RangeError where the address does not fit SMPP's 20 characters
 */
export function sourceAddress(sender: SourceSender, route: Pick<RouteSettings, 'source'>): SmppAddress {
  const { ton, npi, form } = route.source[sender.kind];
  const address = sender.kind === 'masked' ? sender.address : lineDigits(sender, form);
  if (address.length === 0 || address.length > 20) throw new RangeError('a source address has 1 to 20 characters');
  return { address, ton, npi };
}

/**
 * The destination address of an MSISDN in E.164: digits without `+`.
 * @throws RangeError where it is not E.164
 */
export function destinationAddress(msisdn: string, route: Pick<RouteSettings, 'destination'>): SmppAddress {
  const digits = /^\+?([1-9]\d{6,14})$/.exec(msisdn)?.[1];
  if (!digits) throw new RangeError('a destination is an E.164 number');
  return { address: digits, ton: route.destination.ton, npi: route.destination.npi };
}

/** The vendor TLVs of a message on a route; one whose text names a value that the message has not is left out. */
export function vendorTlvs(templates: readonly TlvTemplate[], values: Readonly<Record<string, string>>): Tlv[] {
  const tlvs: Tlv[] = [];
  for (const { tag, text } of templates) {
    const names = Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? '');
    if (names.some((name) => !Object.hasOwn(values, name))) continue;
    tlvs.push({
      tag,
      value: Buffer.from(
        text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''),
        'latin1',
      ),
    });
  }
  return tlvs;
}

function lineDigits({ kind, address }: SourceSender, form: 'international' | 'national'): string {
  const digits = address.replace(/\D/g, '');
  // A short code has no international form, whatever its route says of TON and NPI.
  if (kind === 'short_code') return digits;
  const hasCountryCode = address.startsWith('+');
  if (form === 'international') return hasCountryCode ? digits : `${COUNTRY_CODE}${digits.replace(/^0/, '')}`;
  if (!hasCountryCode) return digits;
  const national = digits.startsWith(COUNTRY_CODE) ? digits.slice(COUNTRY_CODE.length) : digits;
  return kind === 'fixed_line' ? `0${national}` : national;
}
