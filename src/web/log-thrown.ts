import { AppError } from '#src/kernel/index.ts';
import type { Logger } from '#src/telemetry/index.ts';
import { describeError } from './describe-error.ts';

/** Logs what was thrown where somebody should hear of it: nobody expected it, or it means that the database is away. */
export function logThrown(log: Logger, requestId: string, thrown: unknown, error: unknown): void {
  if (!(error instanceof AppError)) log.error({ requestId, err: describeError(thrown) }, 'unexpected error');
  else if (error !== thrown && error.status === 503)
    log.warn({ requestId, err: describeError(thrown) }, 'the database is away');
}
