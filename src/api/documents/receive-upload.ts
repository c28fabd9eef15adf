import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
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
  const form = readForm(request, parser, (stream, name) => keep(files, stream, name, maxBytes));
  const { failure, fields, file } = await form;
  if (failure) throw failure;
  if (!file) throw missingFile();
  return { fields, file };
}

interface Form {
  fields: Record<string, string>;
  file: Upload['file'] | null;
  failure: unknown;
}

/** Reads the form to its end or to its first failure; nothing of it is under way any more when it resolves. */
async function readForm(
  request: IncomingMessage,
  parser: InstanceType<typeof Busboy>,
  take: (stream: Readable, name: string) => Promise<Upload['file']>,
): Promise<Form> {
  const form: Form = { fields: {}, file: null, failure: null };
  let content: Readable | undefined;
  let taken: Promise<unknown> | undefined;
  await new Promise<void>((done) => {
    const stop = (error: unknown) => {
      form.failure ??= error;
      request.unpipe(parser);
      content?.destroy();
      done();
    };
    const broken = () => stop(new AppError('MALFORMED_REQUEST'));
    parser.on('field', (name: string, value: string) => {
      form.fields[name] = value;
    });
    parser.on('file', (field: string, stream: Readable, name: string) => {
      // Errors of a part come again as errors of the form; without a listener they would end the process.
      stream.on('error', () => undefined);
      if (field !== 'file' || content) return void stream.resume();
      content = stream;
      taken = take(stream, name).then((file) => {
        form.file = file;
      }, stop);
    });
    parser.on('error', broken);
    request.once('aborted', broken);
    parser.once('finish', () => void Promise.resolve(taken).then(() => done()));
    request.pipe(parser);
  });
  await taken;
  return form;
}

function openParser(headers: IncomingMessage['headers'] & { 'content-type': string }, maxBytes: number) {
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

async function keep(files: FileStore, stream: Readable, name: string, maxBytes: number): Promise<Upload['file']> {
  const { checked, ...stored } = await files.receive(stream, maxBytes, (content) => {
    if (content.length === 0) throw missingFile();
    return inspectFile(content);
  });
  return { name: name || 'document', ...stored, ...checked };
}

const missingFile = () =>
  invalidInput([fault('file', 'required', 'the field `file` holds no file', 'در بخش file فایلی نیست')]);
