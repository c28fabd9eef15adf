import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What is known of a streamed body once its handler has read it. */
export interface BodyHash {
  /** SHA-256 of what was read so far, in lower-case hex; to be asked for once. */
  digest(): string;
}

/**
 * Hashes a body while a handler reads it, in whatever way it does; `seed` takes part. The boundary of a form is left
 * out: clients choose another each time that they send the same.
 */
export function hashWhileRead(request: IncomingMessage, seed: string, onChunk: () => void): BodyHash {
  const hash = createHash('sha256').update(seed);
  const boundary = Buffer.from(/boundary="?([^";]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? '');
  let rest: Buffer = Buffer.alloc(0);
  const take = (chunk: Buffer) => {
    onChunk();
    if (boundary.length === 0) return void hash.update(chunk);
    rest = Buffer.concat([rest, chunk]);
    for (let at = rest.indexOf(boundary); at >= 0; at = rest.indexOf(boundary)) {
      hash.update(rest.subarray(0, at));
      rest = rest.subarray(at + boundary.length);
    }
    // A boundary may have begun in the last bytes.
    const sure = Math.max(0, rest.length - boundary.length + 1);
    hash.update(rest.subarray(0, sure));
    rest = rest.subarray(sure);
  };
  // Iterators, pipes and listeners all have each chunk announced by this event; a listener of ours would set it flowing.
  const emit = request.emit.bind(request) as (event: string | symbol, ...values: unknown[]) => boolean;
  request.emit = ((event: string | symbol, ...values: unknown[]) => {
    if (event === 'data') take(values[0] as Buffer);
    return emit(event, ...values);
  }) as typeof request.emit;
  return { digest: () => hash.update(rest).digest('hex') };
}
