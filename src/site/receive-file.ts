import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import { AppError, fault, invalidInput } from '#src/kernel/index.ts';

/**
 * Streams the one file of a multipart form to `take`, which reads it to its end.
 * @throws UNSUPPORTED_FILE for another content type, MALFORMED_REQUEST for a form that breaks off, INVALID_INPUT
 *   where there is no file
 */
export async function receiveFile<T>(
  request: IncomingMessage,
  take: (stream: IncomingMessage, name: string) => Promise<T>,
): Promise<T> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new AppError('UNSUPPORTED_FILE');
  const parser = new Busboy({
    headers: { ...request.headers, 'content-type': type },
    limits: { files: 1, fields: 10 },
  });
  return new Promise<T>((done, failed) => {
    let taken = false;
    parser.on('file', (_field: string, stream: Readable, name: string) => {
      taken = true;
      // What reads an upload wants a stream with a body; the part of the form is one.
      take(stream as unknown as IncomingMessage, name ?? '').then(done, (error: unknown) => {
        request.unpipe(parser);
        request.resume();
        failed(error as Error);
      });
    });
    parser.once('finish', () => {
      if (!taken) failed(invalidInput([fault('file', 'required', 'choose a file', 'فایلی را برگزینید')]));
    });
    parser.once('error', () => failed(new AppError('MALFORMED_REQUEST')));
    request.once('aborted', () => failed(new AppError('MALFORMED_REQUEST')));
    request.pipe(parser);
  });
}
