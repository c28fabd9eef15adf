import { createServer, type RequestListener, type Server } from 'node:http';

/** How long a request or its answer may stand still. */
const STILL_MS = 5 * 60_000;

/**
 * Makes the HTTP server of the service. A request may take as long as it moves: Node's own limit of five minutes for a
 * whole request would cut off the upload of a large file over a slow line. What stands still is cut off.
 */
export function createHttpServer(handle: RequestListener, stillMs = STILL_MS): Server {
  const server = createServer({ requestTimeout: 0, headersTimeout: 60_000 }, handle);
  server.timeout = stillMs;
  // Longer than clients keep an idle connection: one that we close while a request is on its way fails that request.
  server.keepAliveTimeout = 65_000;
  return server;
}
