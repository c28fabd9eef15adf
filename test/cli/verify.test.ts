import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { runVerify } from '#src/cli/verify.ts';
import {
  appendLeaves,
  consistencyProof,
  createReceiptSigner,
  type Ed25519Jwk,
  inclusionProof,
  keyRing,
  leafHash,
  type ReadNodes,
  rootOf,
  signTreeHead,
} from '#src/signing/index.ts';

const newRing = () => keyRing([generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Ed25519Jwk]);
const ring = newRing();
const folder = await mkdtemp(join(tmpdir(), 'verify-'));
test.after.always(() => rm(folder, { recursive: true }));

async function file(name: string, value: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(value));
  return path;
}

async function run(...args: string[]) {
  const lines: string[] = [];
  const code = await runVerify(args, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}

const leaves = Array.from({ length: 21 }, (_, i) => leafHash(Buffer.from(`entry ${i + 1}`)));
const nodes = new Map(appendLeaves(0, [], leaves).newNodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
const read: ReadNodes = async (ids) => ids.map(({ level, index }) => nodes.get(`${level}/${index}`)!);
const hex = (path: readonly Buffer[]) => path.map((hash) => hash.toString('hex'));
const headOf = async (size: number) => signTreeHead(ring.current, size, await rootOf(size, read), new Date(size));
const proofOf = async (seq: number, size: number) => ({
  seq,
  leafIndex: seq - 1,
  size,
  leafHash: leaves[seq - 1]!.toString('hex'),
  path: hex(await inclusionProof(seq - 1, size, read)),
});

test('a receipt is verified with a key file, an expired one too, and what it says is shown', async (t) => {
  const jwks = await file('jwks.json', ring.jwks);
  const now = Math.floor(Date.now() / 1000);
  const sign = createReceiptSigner(ring.current);
  const fresh = await run(sign({ jti: 'decision-1', iat: now, exp: now + 60, outcome: 'deny' }), '--jwks', jwks);
  t.is(fresh.code, 0);
  t.regex(fresh.text, /outcome +deny[\s\S]*\nVERIFIED$/);
  const old = await run(sign({ jti: 'decision-1', iat: 1000, exp: 2000 }), '--jwks', jwks);
  t.is(old.code, 0);
  t.regex(old.text, /expired[\s\S]*VERIFIED/);
});

test('a receipt of another installation is refused with code 1', async (t) => {
  const jwks = await file('others.json', newRing().jwks);
  const { code, text } = await run(createReceiptSigner(ring.current)({ iat: 1, exp: 2 }), '--jwks', jwks);
  t.is(code, 1);
  t.regex(text, /NOT VERIFIED: it names a key/);
});

test('keys are fetched from a URL; one that cannot be reached gives code 2 and says so', async (t) => {
  const server = createServer((_, response) => response.end(JSON.stringify(ring.jwks))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`;
  const receipt = createReceiptSigner(ring.current)({ iat: 1, exp: 2 });
  t.is((await run(receipt, '--jwks', url)).code, 0);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const gone = await run(receipt, '--jwks', url);
  t.is(gone.code, 2);
  t.regex(gone.text, /cannot be reached/);
});

test('an entry is proved by a proof and the signed head of its size, and by nothing else', async (t) => {
  const jwks = await file('keys.json', ring.jwks);
  const proof = await proofOf(7, 21);
  const head = await file('head-21.json', await headOf(21));
  t.is((await run('ledger', await file('proof.json', proof), head, '--jwks', jwks)).code, 0);
  const moved = await file('moved.json', { ...proof, seq: 8 });
  t.is((await run('ledger', moved, head, '--jwks', jwks)).code, 1);
  const other = await file('other.json', { ...proof, leafHash: leaves[0]!.toString('hex') });
  t.regex((await run('ledger', other, head, '--jwks', jwks)).text, /does not lead to the root/);
  const forged = await file('forged.json', { ...(await headOf(21)), size: 20 });
  t.regex((await run('ledger', await file('p.json', proof), forged, '--jwks', jwks)).text, /is not signed by one/);
  const small = await file('head-8.json', await headOf(8));
  t.regex((await run('ledger', await file('q.json', proof), small, '--jwks', jwks)).text, /no head of that size/);
});

test('an opened entry is told from another by the leaf that is proved', async (t) => {
  const [record, blind] = ['{"seq":3}', '07'.repeat(32)];
  const own = [leaves[0]!, leaves[1]!, leafHash(Buffer.concat([Buffer.from(blind, 'hex'), Buffer.from(record)]))];
  const grown = appendLeaves(0, [], own);
  const stored = new Map(grown.newNodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
  const path = await inclusionProof(2, 3, async (ids) => ids.map((id) => stored.get(`${id.level}/${id.index}`)!));
  const proof = await file('e-proof.json', {
    seq: 3,
    leafIndex: 2,
    size: 3,
    leafHash: own[2]!.toString('hex'),
    path: hex(path),
  });
  const head = await file('e-head.json', signTreeHead(ring.current, 3, grown.root, new Date(0)));
  const jwks = await file('e-keys.json', ring.jwks);
  const verify = async (entry: object) =>
    run('ledger', proof, head, '--entry', await file('entry.json', entry), '--jwks', jwks);
  t.is((await verify({ seq: 3, record, blind })).code, 0);
  t.regex((await verify({ seq: 3, record: '{"seq":4}', blind })).text, /is not this entry/);
  t.regex((await verify({ seq: 2, record, blind })).text, /is not this entry/);
  t.is((await verify({ record })).code, 1);
});

test('a later head is proved to continue an earlier one, and a rewritten ledger is found', async (t) => {
  const jwks = await file('keys2.json', ring.jwks);
  const proof = await file('c.json', { first: 8, second: 21, path: hex(await consistencyProof(8, 21, read)) });
  const [early, late] = [await file('h8.json', await headOf(8)), await file('h21.json', await headOf(21))];
  t.is((await run('ledger', proof, early, late, '--jwks', jwks)).code, 0);
  t.is((await run('ledger', proof, late, early, '--jwks', jwks)).code, 0);
  const rewritten = await file('r.json', signTreeHead(ring.current, 8, leafHash(Buffer.from('x')), new Date(0)));
  t.regex((await run('ledger', proof, rewritten, late, '--jwks', jwks)).text, /it was rewritten/);
});

test('wrong arguments show how it is used', async (t) => {
  for (const args of [[], ['ledger'], ['a', 'b'], ['x', '--unknown']]) {
    const { code, text } = await run(...args);
    t.is(code, 2);
    t.regex(text, /^usage:/);
  }
});
