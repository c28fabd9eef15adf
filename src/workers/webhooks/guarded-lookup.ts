import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, isPublicHost } from '#src/messages/index.ts';

/** The host of a webhook is, or resolves to, an address that is not the public Internet's. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/** @throws PrivateAddressError when the host of a URL is itself an address that is not public (names are left to the look-up) */
export function assertPublicHost(url: URL): void {
  if (!isPublicHost(url)) throw new PrivateAddressError('the host is not a public address');
}

/**
 * A look-up for sockets that fails unless every address of the name is public. The socket connects to what this very
 * look-up answered, so a name that is resolved differently a moment later (DNS rebinding) gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refused = (error ?? addresses.every(({ address }) => isPublicAddress(address))) ? error : privateName();
    const first = addresses?.[0];
    if (refused || !first) return callback(refused ?? privateName(), '', 4);
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

const privateName = () => new PrivateAddressError('the name resolves to an address that is not public');
