import { generateKeyPairSync } from 'node:crypto';
import test from 'ava';
import { compactVerify, createLocalJWKSet } from 'jose';
import {
  createReceiptSigner,
  type Ed25519Jwk,
  jwks,
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
  for (const garbage of ['', '.', '..', 'a.b.c', 'a.b.c.d', '\u0000']) t.is(fault(garbage), 'malformed');
});

test('a tree head is verified by its key alone', (t) => {
  const head = signTreeHead(key, 7, Buffer.alloc(32, 1), new Date(0));
  t.true(verifyTreeHead(jwks([key]), head));
  t.false(verifyTreeHead(jwks([key]), { ...head, size: 8 }));
  t.false(verifyTreeHead(jwks([newKey()]), head));
});

test('a webhook signature holds for its body, id and time only', (t) => {
  const secret = newWebhookSecret();
  const headers = signWebhook(secret, 'msg_1', 1000, '{}');
  t.true(verifyWebhook(secret, headers, '{}', 1100));
  t.true(
    verifyWebhook(secret, { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }, '{}', 1100),
  );
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
