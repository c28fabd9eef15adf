import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { type FileStore, inspectFile, type MediaType } from '#src/files/index.ts';
import { AppError, fault, invalidInput } from '#src/kernel/index.ts';

/** A form with one file: its fields, and the file as it lies in the store. */
export interface Upload {
  fields: Record<string, string>;
  file: { name: string; sha256: string; size: number; mediaType: MediaType; pages: number | null };
}

const MAX_FIELDS = 10;
const MAX_FIELD_BYTES = 1000;

/**
 * Streams a multipart form to the file store; its one file must be in the field `file`.
 * @throws UNSUPPORTED_FILE for another content type or file kind, MALFORMED_REQUEST for a form that breaks off,
 *   TOO_LARGE, INVALID_INPUT where the file is missing or empty
 */
export async function receiveUpload(request: IncomingMessage, files: FileStore, maxBytes: number): Promise<Upload> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new AppError('UNSUPPORTED_FILE', { extra: { accepted: 'multipart/form-data' } });
  }
  const parser = openParser({ ...request.headers, 'content-type': type }, maxBytes);
  const fields: Record<string, string> = {};
  let stored: Promise<Upload['file']> | undefined;
  let failure: unknown;
  const stop = (error: unknown) => {
    failure ??= error;
    request.unpipe(parser);
    parser.destroy();
  };
  await new Promise<void>((done) => {
    parser.on('field', (name: string, value: string) => {
      fields[name] = value;
    });
    parser.on('file', (field: string, stream: NodeJS.ReadableStream & { truncated?: boolean }, name: string) => {
      if (field !== 'file' || stored) return void stream.resume();
      stored = keep(files, stream, name, maxBytes);
      stored.catch((error: unknown) => {
        stop(error);
        done();
      });
    });
    parser.once('finish', done);
    parser.once('error', () => {
      stop(new AppError('MALFORMED_REQUEST'));
      done();
    });
    request.once('aborted', () => {
      stop(new AppError('MALFORMED_REQUEST'));
      done();
    });
    request.pipe(parser);
  });
  if (failure) throw failure;
  if (!stored) throw missingFile();
  return { fields, file: await stored };
}

function openParser(
  headers: IncomingMessage['headers'] & { 'content-type': string },
  maxBytes: number,
): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers,
      // The file store counts too; one byte more than allowed must arrive for it to notice.
      limits: {
        files: 1,
        fields: MAX_FIELDS,
        fieldSize: MAX_FIELD_BYTES,
        fileSize: maxBytes + 1,
        parts: MAX_FIELDS + 1,
      },
    });
  } catch {
    throw new AppError('MALFORMED_REQUEST');
  }
}

async function keep(
  files: FileStore,
  stream: NodeJS.ReadableStream,
  name: string,
  maxBytes: number,
): Promise<Upload['file']> {
  const { checked, ...stored } = await files.receive(stream as import('node:stream').Readable, maxBytes, (content) => {
    if (content.length === 0) throw missingFile();
    return inspectFile(content);
  });
  return { name: name ?? '', ...stored, ...checked };
}

const missingFile = () =>
  invalidInput([fault('file', 'required', 'the field `file` holds no file', 'در بخش file فایلی نیست')]);
