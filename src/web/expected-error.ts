import { isDatabaseAway } from '#src/db/index.ts';
import { AppError } from '#src/kernel/index.ts';

/** What was thrown, as an expected failure where it is one. */
export function expectedError(thrown: unknown): unknown {
  if (malformed(thrown)) return new AppError('MALFORMED_REQUEST');
  return isDatabaseAway(thrown) ? new AppError('UNAVAILABLE') : thrown;
}

/** http-errors of Koa and its router for requests that no client of ours would send (a bad percent escape). */
function malformed(error: unknown): boolean {
  return error instanceof URIError || (error instanceof Error && 'expose' in error && error.expose === true);
}
