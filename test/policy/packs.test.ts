import { join } from 'node:path';
import test from 'ava';
import { readPolicyFiles } from '#src/cli/policy-files.ts';
import { loadPacks } from '#src/policy/index.ts';

const { packs, faults } = loadPacks(readPolicyFiles(join(import.meta.dirname, '../../policies')));

test('every pack of the folder compiles and passes its vectors', (t) => {
  t.deepEqual(Object.fromEntries(faults), {});
  t.true(packs.has('ir'));
});

test('every pack names itself with a version and the digest of its content', (t) => {
  for (const pack of packs.values()) {
    t.regex(pack.version, /^\d+\.\d+\.\d+$/);
    t.regex(pack.digest, /^sha256:[0-9a-f]{64}$/);
  }
});
