import http from 'node:http';
import https from 'node:https';
import { assertPublicHost, publicLookup } from './guarded-lookup.ts';

/** One POST to a webhook. */
export interface WebhookPost {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** May go to private and loopback addresses. */
  allowPrivate: boolean;
  timeoutMs: number;
}

const SOCKETS = { keepAlive: true, maxSockets: 64, maxFreeSockets: 64, timeout: 30_000 };
const agents = {
  'http:': { guarded: new http.Agent({ ...SOCKETS, lookup: publicLookup }), free: new http.Agent(SOCKETS) },
  'https:': { guarded: new https.Agent({ ...SOCKETS, lookup: publicLookup }), free: new https.Agent(SOCKETS) },
};

/**
 * Posts a webhook and resolves with the status of the answer; its body is not looked at, and a redirect is an answer
 * like any other (following it would lead anywhere).
 * @throws PrivateAddressError, or whatever the network says; `TimeoutError` after `timeoutMs` in all
 */
export function postWebhook({ url, headers, body, allowPrivate, timeoutMs }: WebhookPost): Promise<number> {
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    const isHttps = target.protocol === 'https:';
    if (!isHttps && target.protocol !== 'http:') throw new TypeError('a webhook is an http or https URL');
    if (!allowPrivate) assertPublicHost(target);
    const agent = agents[isHttps ? 'https:' : 'http:'][allowPrivate ? 'free' : 'guarded'];
    const length = Buffer.byteLength(body);
    const options = { method: 'POST', agent, headers: { ...headers, 'content-length': length } };
    const request = (isHttps ? https : http).request(target, options);
    const timer = setTimeout(() => request.destroy(timedOut()), timeoutMs);
    request.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      // Read to the end so that the connection can be used again; whoever answers without end is cut off by the timer.
      response.resume();
      response.once('close', () => {
        clearTimeout(timer);
        resolve(status);
      });
    });
    request.end(body);
  });
}

function timedOut(): Error {
  const error = new Error('no answer in time');
  error.name = 'TimeoutError';
  return error;
}

/** Closes idle connections, so that a process can end. */
export function closeWebhookSockets(): void {
  for (const { guarded, free } of Object.values(agents)) {
    guarded.destroy();
    free.destroy();
  }
}
