import test from 'ava';
import fc from 'fast-check';
import { parseRouteUrl, RouteUrlError, routeDefaults, routeLabel } from '#src/smpp/index.ts';

/** The faults of a URL, by option. */
function faultsOf(url: string): Record<string, string> {
  try {
    parseRouteUrl(url);
    return {};
  } catch (error) {
    if (!(error instanceof RouteUrlError)) throw error;
    return Object.fromEntries(error.faults.map(({ option, message }) => [option, message]));
  }
}

test('where and who are enough: the rest has defaults', (t) => {
  t.deepEqual(parseRouteUrl('smpp://mohr:secret@smsc.example:2776'), {
    ...routeDefaults,
    tls: false,
    host: 'smsc.example',
    port: 2776,
    systemId: 'mohr',
    password: 'secret',
  });
});

test('ports have defaults, addresses may be IPv6, credentials may be escaped', (t) => {
  t.like(parseRouteUrl('smpp://a@h'), { port: 2775, password: '' });
  t.like(parseRouteUrl('smpps://a:b@[::1]'), { port: 3550, host: '::1', tls: true });
  t.like(parseRouteUrl('smpp://a%40b:p%3A%2F%3F%23@h'), { systemId: 'a@b', password: 'p:/?#' });
});

test('every option is read into its field', (t) => {
  const query = [
    'window=50&tps=200&queue=10&inbound=20&systemType=SMPP&serviceType=CMT&version=3.3',
    'bindTimeoutMs=1&responseTimeoutMs=2&enquireLinkMs=3&enquireTimeoutMs=4&handlerTimeoutMs=5',
    'reconnectMinMs=6&reconnectMaxMs=7&moTimeoutMs=8&long=payload&coding=ucs2&receiptIdBase=hex',
    'receiptTimeZone=Asia/Tehran&retry=0x400,69&destination=0/1&source.long_number=2/1',
    'source.masked=5/1&source.fixed_line=1/1/national&source.short_code=2/1',
    'tlvs=0x1400:{entityId},0x1402:PE-1&ca=/etc/ca.pem&servername=smsc.example',
  ].join('&');
  t.deepEqual(parseRouteUrl(`smpps://a:b@h:1?${query}`), {
    tls: true,
    host: 'h',
    port: 1,
    systemId: 'a',
    password: 'b',
    window: 50,
    tps: 200,
    queue: 10,
    inbound: 20,
    systemType: 'SMPP',
    serviceType: 'CMT',
    version: 0x33,
    bindTimeoutMs: 1,
    responseTimeoutMs: 2,
    enquireLinkMs: 3,
    enquireTimeoutMs: 4,
    handlerTimeoutMs: 5,
    reconnectMinMs: 6,
    reconnectMaxMs: 7,
    moTimeoutMs: 8,
    long: 'payload',
    coding: 'ucs2',
    receiptIdBase: 'hex',
    receiptTimeZone: 'Asia/Tehran',
    retry: new Set([0x400, 69]),
    source: {
      masked: { ton: 5, npi: 1, form: 'national' },
      short_code: { ton: 2, npi: 1, form: 'national' },
      long_number: { ton: 2, npi: 1, form: 'national' },
      fixed_line: { ton: 1, npi: 1, form: 'national' },
    },
    destination: { ton: 0, npi: 1 },
    tlvs: [
      { tag: 0x1400, text: '{entityId}' },
      { tag: 0x1402, text: 'PE-1' },
    ],
    ca: '/etc/ca.pem',
    servername: 'smsc.example',
  });
});

test('every fault is named at once, and none of them says the password', (t) => {
  const url =
    'smpp://:topsecret@h/x?window=0&tps=fast&long=yes&version=3.5&source.masked=9/0&retry=0&tlvs=1400:x&receiptTimeZone=Mars&colour=red&ca=x&queue=1&queue=2';
  const faults = faultsOf(url);
  t.deepEqual(faults, {
    systemId: 'is missing',
    path: 'a route has none',
    window: 'expected a whole number from 1 to 10000',
    tps: 'expected a whole number from 1 to 1000000',
    long: 'expected udh or payload',
    version: 'expected 3.3, 3.4 or 5.0',
    'source.masked': 'expected ton/npi or ton/npi/international or ton/npi/national',
    retry: 'expected command statuses divided by commas, such as 0x400,1025',
    tlvs: 'expected tag:text pairs divided by commas, such as 0x1400:{entityId},0x1401:{templateId}',
    receiptTimeZone: 'expected an IANA time zone',
    colour: 'no such option',
    ca: 'belongs to smpps:// routes',
    queue: 'given more than once',
  });
  t.false(JSON.stringify(faults).includes('topsecret'));
});

for (const [url, option] of [
  ['http://a:b@h', 'url'],
  ['nonsense', 'url'],
  ['smpp:', 'host'],
  ['smpp://a:b@h:0', 'port'],
  ['smpp://a:b@h:99999', 'url'],
  ['smpp://a:%zz@h', 'password'],
  [`smpp://${'x'.repeat(64)}@h`, 'systemId'],
  ['smpp://a:%D9%85@h', 'password'],
  ['smpp://a:b@h#c', 'fragment'],
  ['smpp://a:b@h?reconnectMinMs=10&reconnectMaxMs=5', 'reconnectMaxMs'],
  ['smpp://a:b@h?window=1e3', 'window'],
  ['smpp://a:b@h?window=', 'window'],
  ['smpp://a:b@h?window=-1', 'window'],
  ['smpp://a:b@h?__proto__=1', '__proto__'],
  ['smpp://a:b@h?constructor=1', 'constructor'],
] as const) {
  test(`${url.slice(0, 60)} is refused for its ${option}`, (t) => {
    t.true(Object.hasOwn(faultsOf(url), option), JSON.stringify(faultsOf(url)));
  });
}

test('any text is settings or a RouteUrlError', (t) => {
  const rest = fc.string({ unit: fc.constantFrom(...':@/?&=%#[]0aZ'), maxLength: 30 });
  fc.assert(
    fc.property(fc.constantFrom('smpp://', 'smpps://', ''), rest, (scheme, text) => {
      faultsOf(scheme + text);
      t.pass();
    }),
  );
});

test('the label of a route has no password', (t) => {
  t.is(routeLabel(parseRouteUrl('smpps://a%40b:secret@h:1')), 'smpps://a%40b@h:1');
});
