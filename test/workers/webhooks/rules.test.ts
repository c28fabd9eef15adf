import test from 'ava';
import { eventPattern, isPublicAddress, isPublicHost, isWanted } from '#src/messages/index.ts';
import { createBreaker } from '#src/workers/webhooks/breaker.ts';
import { GIVE_UP_MS, nextTry } from '#src/workers/webhooks/retry.rules.ts';

test('only global unicast addresses are public, however they are written', (t) => {
  for (const address of ['8.8.8.8', '185.143.232.1', '2606:4700::1111']) t.true(isPublicAddress(address), address);
  const others = [
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...['255.255.255.255', '::1', '::', 'fc00::1', 'fe80::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1'],
    ...['2001:db8::1', '240.0.0.1', 'not an address'],
  ];
  for (const address of others) t.false(isPublicAddress(address), address);
});

test('a URL whose host is a private address in any notation is not public', (t) => {
  const hosts = ['http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://[::1]/', 'http://localhost:80/'];
  for (const url of [...hosts, 'http://a.localhost/', 'http://localhost./', 'http://[::ffff:7f00:1]/'])
    t.false(isPublicHost(new URL(url)), url);
  t.true(isPublicHost(new URL('https://example.com/')));
  t.true(isPublicHost(new URL('https://8.8.8.8/')));
});

test('tries come further and further apart, and the last one is made when a day is over', (t) => {
  const since = new Date('2026-11-01T00:00:00Z');
  let at = since;
  const waits: number[] = [];
  for (let tries = 1; ; tries++) {
    const next = nextTry(since, at, tries, 0);
    if (!next) break;
    waits.push(next.getTime() - at.getTime());
    at = next;
  }
  t.deepEqual(
    waits.slice(0, 8),
    [5, 30, 120, 600, 1800, 3600, 7200, 14_400].map((seconds) => seconds * 1000),
  );
  t.is(at.getTime(), since.getTime() + GIVE_UP_MS);
});

test('an endpoint is told of the events that it asked for', (t) => {
  t.true(isWanted('message.delivered', ['message.*']));
  t.true(isWanted('message.delivered', ['*']));
  t.true(isWanted('message.delivered', ['sender.approved', 'message.delivered']));
  t.false(isWanted('message.delivered', ['message.rejected', 'sender.*']));
  t.false(isWanted('messages.delivered', ['message.*']));
  for (const good of ['*', 'message.*', 'sender.approved']) t.regex(good, eventPattern);
  for (const bad of ['message', 'message.', 'other.*', '*.delivered', 'message.*x']) t.notRegex(bad, eventPattern);
});

test('a host that fails five times in a row is left alone for a while', (t) => {
  const breaker = createBreaker();
  for (let i = 0; i < 4; i++) breaker.failed('a', 0);
  t.is(breaker.waitMs('a', 0), 0);
  breaker.failed('a', 0);
  t.is(breaker.waitMs('a', 0), 10_000);
  t.is(breaker.waitMs('b', 0), 0);
  t.is(breaker.waitMs('a', 10_000), 0);
  breaker.failed('a', 10_000);
  t.true(breaker.waitMs('a', 10_001) > 0);
  breaker.succeeded('a');
  t.is(breaker.waitMs('a', 10_001), 0);
});
