import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '#src/kernel/index.ts';

/** Bytes in the store; the same bytes are stored once. */
export interface StoredFile {
  sha256: string;
  size: number;
}

/** A folder of files named by the SHA-256 of their content. No name from outside ever becomes a path. */
export interface FileStore {
  /**
   * Writes a stream to disk, at most `maxBytes`; `check` sees the whole content before it is kept, and what it throws
   * leaves nothing behind. @throws TOO_LARGE
   */
  receive<T>(
    stream: Readable,
    maxBytes: number,
    check: (content: Buffer) => T,
  ): Promise<StoredFile & { checked: Awaited<T> }>;
  /** Opens stored bytes. @throws NOT_FOUND */
  open(sha256: string): Promise<{ stream: Readable; size: number }>;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** Opens the store in `folder`, which several processes may share. */
export async function openFileStore(folder: string): Promise<FileStore> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

  async function keep(temporary: string, sha256: string): Promise<void> {
    const path = pathOf(sha256);
    await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
    // rename is atomic: whoever reads the path sees the whole file or none.
    await rename(temporary, path);
    await syncFolder(join(folder, sha256.slice(0, 2)));
  }

  return {
    async receive(stream, maxBytes, check) {
      const temporary = join(incoming, randomUUID());
      try {
        const written = await writeTo(temporary, stream, maxBytes);
        const checked = await check(await readFile(temporary));
        await keep(temporary, written.sha256);
        return { ...written, checked };
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async open(sha256) {
      if (!SHA256.test(sha256)) throw new AppError('NOT_FOUND');
      const path = pathOf(sha256);
      const { size } = await stat(path).catch(() => {
        throw new AppError('NOT_FOUND');
      });
      return { stream: createReadStream(path), size };
    },
  };
}

async function writeTo(path: string, stream: Readable, maxBytes: number): Promise<StoredFile> {
  const file = await open(path, 'wx', 0o600);
  try {
    const written = await copy(stream, file, maxBytes);
    await file.sync();
    return written;
  } finally {
    await file.close();
  }
}

async function copy(stream: Readable, file: FileHandle, maxBytes: number): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new AppError('TOO_LARGE', { extra: { maxBytes } });
    hash.update(chunk);
    await file.write(chunk);
  }
  return { sha256: hash.digest('hex'), size };
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
