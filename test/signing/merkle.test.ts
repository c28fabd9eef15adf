import { createHash } from 'node:crypto';
import test from 'ava';
import fc from 'fast-check';
import {
  appendLeaves,
  consistencyProof,
  emptyRoot,
  frontierOf,
  inclusionProof,
  leafHash,
  type NodeId,
  nodeHash,
  type ReadNodes,
  rootOf,
  type TreeNode,
  verifyConsistency,
  verifyInclusion,
} from '#src/signing/index.ts';

// A second implementation, written from the definitions of RFC 6962 § 2.1 and sharing no code with the first.
const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const largestPowerBelow = (n: number) => 2 ** Math.floor(Math.log2(n - 1));
const known = new Map<string, Buffer>();
function mth(d: Buffer[]): Buffer {
  // The entries are told apart by their text, so that first and last name the slice.
  const name = `${d.length} ${d[0]?.toString('hex')} ${d.at(-1)?.toString('hex')}`;
  const hash = known.get(name) ?? mthOf(d);
  known.set(name, hash);
  return hash;
}
function mthOf(d: Buffer[]): Buffer {
  if (d.length === 0) return sha();
  if (d.length === 1) return sha(Buffer.from([0]), d[0]!);
  const k = largestPowerBelow(d.length);
  return sha(Buffer.from([1]), mth(d.slice(0, k)), mth(d.slice(k)));
}
function naivePath(m: number, d: Buffer[]): Buffer[] {
  if (d.length === 1) return [];
  const k = largestPowerBelow(d.length);
  return m < k
    ? [...naivePath(m, d.slice(0, k)), mth(d.slice(k))]
    : [...naivePath(m - k, d.slice(k)), mth(d.slice(0, k))];
}
function naiveProof(m: number, d: Buffer[], b = true): Buffer[] {
  if (m === d.length) return b ? [] : [mth(d)];
  const k = largestPowerBelow(d.length);
  return m <= k
    ? [...naiveProof(m, d.slice(0, k), b), mth(d.slice(k))]
    : [...naiveProof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

const data = (n: number) => Array.from({ length: n }, (_, i) => Buffer.from(`entry ${i}`));

/** A tree grown in steps, and a reader over the nodes that it told to store. */
function grow(leaves: readonly Buffer[], steps: readonly number[]) {
  const stored = new Map<string, Buffer>();
  let size = 0;
  let frontier: TreeNode[] = [];
  let root = emptyRoot;
  for (const step of [...steps, leaves.length]) {
    const part = leaves.slice(size, size + step).map(leafHash);
    const grown = appendLeaves(size, frontier, part);
    for (const { level, index, hash } of grown.newNodes) stored.set(`${level}/${index}`, hash);
    size += part.length;
    ({ frontier } = grown);
    if (part.length > 0) ({ root } = grown);
  }
  const read: ReadNodes = async (ids: readonly NodeId[]) =>
    ids.map(({ level, index }) => stored.get(`${level}/${index}`)!);
  return { root, read, frontier };
}

test('the empty tree and the first leaves have the roots that the RFC defines', (t) => {
  t.is(emptyRoot.toString('hex'), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  t.is(leafHash(Buffer.alloc(0)).toString('hex'), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
});

test('the tree of the Certificate Transparency test vectors has their roots', async (t) => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const { read } = grow(
    inputs.map((hex) => Buffer.from(hex, 'hex')),
    [],
  );
  for (const [i, root] of roots.entries()) t.is((await rootOf(i + 1, read)).toString('hex'), root);
});

test('a proof whose parts are not hashes proves nothing, though it hashes to the root', (t) => {
  const [left, right] = [leafHash(Buffer.from('a')), leafHash(Buffer.from('b'))];
  const root = nodeHash(left, right);
  const joined = Buffer.concat([left, right]);
  t.true(verifyInclusion({ leafIndex: 0, size: 2, leafHash: left, path: [right] }, root));
  t.false(
    verifyInclusion({ leafIndex: 0, size: 2, leafHash: joined.subarray(0, 8), path: [joined.subarray(8)] }, root),
  );
  t.false(verifyInclusion({ leafIndex: 0.5, size: 2, leafHash: left, path: [right] }, root));
});

test('a proof from the far end of a tree of 2^45 leaves asks for few nodes', async (t) => {
  const size = 2 ** 45 + 12_345;
  const asked: NodeId[] = [];
  const read: ReadNodes = async (ids) => {
    asked.push(...ids);
    return ids.map(({ level, index }) => leafHash(Buffer.from(`${level}/${index}`)));
  };
  const path = await inclusionProof(2 ** 44 + 7, size, read);
  t.is(path.length, 46);
  t.true(asked.length < 100);
  t.true(asked.every(({ level, index }) => Number.isSafeInteger(index) && (index + 1) * 2 ** level <= size));
});

const same = (a: readonly Buffer[], b: readonly Buffer[]) =>
  a.length === b.length && a.every((hash, i) => hash.equals(b[i]!));

test('roots, inclusion and consistency proofs equal the naive ones for every size up to 130', async (t) => {
  for (let n = 1; n <= 130; n++) {
    const leaves = data(n);
    const { root, read } = grow(leaves, [1, 3]);
    t.deepEqual(root, mth(leaves));
    t.deepEqual(await rootOf(n, read), root);
    const everyProof = Array.from({ length: n }, async (_, m) => {
      const inclusion = same(await inclusionProof(m, n, read), naivePath(m, leaves));
      return inclusion && same(await consistencyProof(m + 1, n, read), naiveProof(m + 1, leaves));
    });
    t.true((await Promise.all(everyProof)).every(Boolean), `size ${n}`);
  }
});

test('every proof of a past size is verified, and none of another leaf, size or root', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 1500 }),
      fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 8 }),
      fc.nat(),
      fc.nat(),
      async (n, steps, a, b) => {
        const leaves = data(n);
        const { read } = grow(leaves, steps);
        const size = 1 + (a % n);
        const leafIndex = b % size;
        const path = await inclusionProof(leafIndex, size, read);
        const root = mth(leaves.slice(0, size));
        const proof = { leafIndex, size, leafHash: leafHash(leaves[leafIndex]!), path };
        t.true(verifyInclusion(proof, root));
        t.false(verifyInclusion({ ...proof, leafHash: leafHash(Buffer.from('another')) }, root));
        t.false(verifyInclusion({ ...proof, path: [...path, root] }, root));
        if (size > 1) t.false(verifyInclusion({ ...proof, leafIndex: (leafIndex + 1) % size }, root));
        const consistency = {
          first: size,
          second: n,
          firstRoot: root,
          secondRoot: mth(leaves),
          path: await consistencyProof(size, n, read),
        };
        t.true(verifyConsistency(consistency));
        t.false(verifyConsistency({ ...consistency, firstRoot: leafHash(Buffer.from('rewritten')) }));
        if (size < n) t.false(verifyConsistency({ ...consistency, path: consistency.path.slice(1) }));
      },
    ),
    { numRuns: 150 },
  );
});

test('the frontier is as many nodes as the size has binary ones', (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 40 }),
      (n) => frontierOf(n).length === [...n.toString(2)].filter((bit) => bit === '1').length,
    ),
  );
  t.deepEqual(frontierOf(6), [
    { level: 2, index: 0 },
    { level: 1, index: 2 },
  ]);
});
