import { createHmac } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** Whether an address is global unicast: not loopback, private, link-local, carrier-grade NAT, reserved or mapped from such. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/** Whether the host of a URL may be public: names are (what they resolve to is looked at later), addresses must be. */
export function isPublicHost(url: URL): boolean {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  if (ipaddr.isValid(host)) return isPublicAddress(host);
  return host !== 'localhost' && !host.endsWith('.localhost');
}

/** The secret that signs the callbacks of an organization's messages, `whsec_…`; it follows from a key of the service. */
export function callbackSecret(key: Buffer, organizationId: string | null): string {
  return `whsec_${createHmac('sha256', key).update(`callback ${organizationId}`).digest('base64')}`;
}
