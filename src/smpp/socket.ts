import { readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';
import type { RouteSettings } from './route-settings.ts';

/** The settings that decide how a socket is opened. */
export type SocketSettings = Pick<RouteSettings, 'host' | 'port' | 'tls' | 'ca' | 'servername'>;

/**
 * Opens a socket to an SMSC and calls `ready` once octets may be written: for `smpps` after a handshake in which the
 * certificate was verified against the trusted authorities and the host's name. There is no way to skip that; a private
 * authority is named by the route's `ca`.
 * @throws the error of the file system where `ca` cannot be read
 */
export function openSocket(settings: SocketSettings, ready: () => void): net.Socket {
  const { host, port } = settings;
  if (!settings.tls) return net.connect({ host, port, noDelay: true }, ready);
  const name = settings.servername ?? host;
  const socket = tls.connect({
    host,
    port,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(net.isIP(name) ? {} : { servername: name }),
    ...(settings.ca ? { ca: readFileSync(settings.ca) } : {}),
  });
  socket.setNoDelay(true);
  return socket.once('secureConnect', ready);
}
