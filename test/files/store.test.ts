import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import test from 'ava';
import { openFileStore } from '#src/files/index.ts';
import { AppError } from '#src/kernel/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'mohr-files-'));
test.after.always(() => rmSync(folder, { recursive: true, force: true }));
const bytes = (text: string) => Readable.from([Buffer.from(text)]);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const pass = () => 'seen';
const incoming = (store: string) => readdirSync(join(store, 'incoming'));

test('what was received is found again by its hash, and the same bytes are stored once', async (t) => {
  const store = await openFileStore(join(folder, 'a'));
  const first = await store.receive(bytes('hello'), 100, pass);
  t.deepEqual(first, { sha256: sha256('hello'), size: 5, checked: 'seen' });
  const again = await store.receive(bytes('hello'), 100, pass);
  t.is(again.sha256, first.sha256);
  const { stream, size } = await store.open(first.sha256);
  t.deepEqual([(await buffer(stream)).toString(), size], ['hello', 5]);
  t.deepEqual(readdirSync(join(folder, 'a', first.sha256.slice(0, 2))), [first.sha256]);
});

test('too many bytes are refused and leave nothing behind', async (t) => {
  const store = await openFileStore(join(folder, 'b'));
  const error = await t.throwsAsync(store.receive(bytes('123456'), 5, pass), { instanceOf: AppError });
  t.is(error.code, 'TOO_LARGE');
  t.deepEqual(incoming(join(folder, 'b')), []);
});

test('what the check refuses, and a stream that breaks off, leave nothing behind', async (t) => {
  const path = join(folder, 'c');
  const store = await openFileStore(path);
  const refuse = () => {
    throw new AppError('UNSUPPORTED_FILE');
  };
  await t.throwsAsync(store.receive(bytes('abc'), 5, refuse), { instanceOf: AppError });
  const broken = new Readable({
    read() {
      this.push('ab');
      this.destroy(new Error('gone'));
    },
  });
  await t.throwsAsync(store.receive(broken, 5, pass), { message: 'gone' });
  t.deepEqual(readdirSync(path), ['incoming']);
  t.deepEqual(incoming(path), []);
});

test('nothing but a hash opens a file', async (t) => {
  const store = await openFileStore(join(folder, 'd'));
  for (const name of ['../../etc/passwd', '', sha256('absent'), `${sha256('x')}/..`]) {
    await t.throwsAsync(store.open(name), { instanceOf: AppError }, name);
  }
});

test('ten uploads of the same bytes at once end as one whole file', async (t) => {
  const store = await openFileStore(join(folder, 'e'));
  const text = 'x'.repeat(100_000);
  const all = await Promise.all(Array.from({ length: 10 }, () => store.receive(bytes(text), 1_000_000, pass)));
  t.is(new Set(all.map((it) => it.sha256)).size, 1);
  t.is((await buffer((await store.open(sha256(text))).stream)).length, 100_000);
});
