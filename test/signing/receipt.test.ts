import { generateKeyPairSync } from 'node:crypto';
import test from 'ava';
import fc from 'fast-check';
import { compactVerify, createLocalJWKSet } from 'jose';
import sodium from 'sodium-native';
import { ed25519Signer } from '#src/signing/ed25519.ts';
import {
  createReceiptSigner,
  type Ed25519Jwk,
  jwks,
  keyRing,
  newWebhookSecret,
  signingKey,
  signTreeHead,
  signWebhook,
  verifyReceipt,
  verifyTreeHead,
  verifyWebhook,
} from '#src/signing/index.ts';

const newKey = () => signingKey(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Ed25519Jwk);
const key = newKey();
const claims = { jti: 'x', iat: 1000, exp: 2000, outcome: 'allow' };

test('a receipt is verified with the published keys, here and by another implementation', async (t) => {
  const token = createReceiptSigner(key)(claims);
  t.deepEqual(verifyReceipt(jwks([newKey(), key]), token, 1500), { ok: true, claims });
  const other = await compactVerify(token, createLocalJWKSet(jwks([key])));
  t.deepEqual(JSON.parse(Buffer.from(other.payload).toString()), claims);
  t.is(other.protectedHeader.alg, 'EdDSA');
});

test('libsodium and Node sign alike', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const another = newKey();
      t.deepEqual(ed25519Signer(another.privateKey, sodium)(bytes), ed25519Signer(another.privateKey, null)(bytes));
    }),
    { numRuns: 50 },
  );
});

test('a receipt that was altered, has expired, is of another key or of no algorithm does not hold', (t) => {
  const token = createReceiptSigner(key)(claims);
  const [header, , signature] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...claims, outcome: 'deny' })).toString('base64url');
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: key.keyId })).toString('base64url');
  const fault = (one: string, now = 1500, keys = [key]) => {
    const result = verifyReceipt(jwks(keys), one, now);
    return result.ok ? 'holds' : result.fault;
  };
  t.is(fault(`${header}.${forged}.${signature}`), 'bad_signature');
  t.is(fault(token, 2000), 'expired');
  t.is(fault(token, 1500, [newKey()]), 'unknown_key');
  t.is(fault(`${none}.${forged}.`), 'malformed');
  t.is(fault(`${none}.${forged}.AAAA`), 'unknown_key');
  t.is(fault(token, 100), 'not_yet_valid');
  t.is(fault(`${token}=`), 'bad_signature');
  const critical = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: key.keyId, crit: ['b64'] })).toString('base64url');
  t.is(fault(`${critical}.${forged}.${signature}`), 'malformed');
  for (const garbage of ['', '.', '..', 'a.b.c', 'a.b.c.d', '\u0000']) t.is(fault(garbage), 'malformed');
});

test('a key is named by its own thumbprint, and a set that says otherwise is not believed', (t) => {
  // The example key of RFC 8037 appendix A, whose thumbprint is given in A.3.
  const jwk: Ed25519Jwk = {
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  };
  t.is(signingKey(jwk).keyId, 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  t.throws(() => signingKey({ ...jwk, x: key.publicJwk.x }), { instanceOf: TypeError });
  const renamed = { ...newKey().publicJwk, kid: key.keyId };
  const result = verifyReceipt({ keys: [renamed] }, createReceiptSigner(key)(claims), 1500);
  t.deepEqual(result, { ok: false, fault: 'unknown_key' });
});

test('after a key is changed the new one signs and the old ones still verify', (t) => {
  const jwk = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as Ed25519Jwk;
  const stored = [jwk(), jwk()];
  const ring = keyRing(stored);
  t.is(ring.current.keyId, signingKey(stored[1]!).keyId);
  for (const one of ring.all) t.true(verifyReceipt(ring.jwks, createReceiptSigner(one)(claims), 1500).ok);
  t.false(JSON.stringify(ring.jwks).includes('"d"'));
  t.throws(() => keyRing([]), { instanceOf: TypeError });
});

test('a tree head is verified by its key alone', (t) => {
  const head = signTreeHead(key, 7, Buffer.alloc(32, 1), new Date(0));
  t.true(verifyTreeHead(jwks([key]), head));
  t.false(verifyTreeHead(jwks([key]), { ...head, size: 8 }));
  t.false(verifyTreeHead(jwks([newKey()]), head));
  // A field with a line of its own would spell the same signed bytes in another way.
  const moved = { ...head, rootHash: `${head.rootHash}\n${head.timestamp}`, timestamp: head.keyId };
  t.false(verifyTreeHead(jwks([key]), moved));
});

test('a webhook signature holds for its body, id and time only', (t) => {
  const secret = newWebhookSecret();
  const headers = signWebhook(secret, 'msg_1', 1000, '{}');
  t.true(verifyWebhook(secret, headers, '{}', 1100));
  t.true(
    verifyWebhook(secret, { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }, '{}', 1100),
  );
  const next = newWebhookSecret();
  const both = signWebhook([secret, next], 'msg_1', 1000, '{}');
  t.true(verifyWebhook(secret, both, '{}', 1100));
  t.true(verifyWebhook(next, both, '{}', 1100));
  t.false(verifyWebhook(secret, headers, '{"a":1}', 1100));
  t.false(verifyWebhook(secret, headers, '{}', 1301));
  t.false(verifyWebhook(newWebhookSecret(), headers, '{}', 1100));
  t.false(verifyWebhook(secret, { ...headers, 'webhook-id': 'msg_2' }, '{}', 1100));
  // The convention's own example: the secret's base64 bytes are the key.
  t.is(
    signWebhook(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330,
      '{"test": 2432232314}',
    )['webhook-signature'],
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});
