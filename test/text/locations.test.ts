import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'ava';
import fc from 'fast-check';
import { regionsOf, timeZonesOf } from '#src/text/index.ts';

const table: ReadonlyArray<readonly [number: string, zones: string, regions: string]> = [
  ['+989121234567', 'Asia/Tehran', ''],
  ['+982142750000', 'Asia/Tehran', ''],
  ['+14155552671', 'America/Los_Angeles', 'US-CA'],
  ['+12125551234', 'America/New_York', 'US-NY'],
  ['+13055551234', 'America/New_York', 'US-FL'],
  ['+18505551234', 'America/New_York America/Chicago', 'US-FL'],
  ['+12145551234', 'America/Chicago', 'US-TX'],
  ['+19155551234', 'America/Denver', 'US-TX'],
  ['+16025551234', 'America/Phoenix', 'US-AZ'],
  ['+18085551234', 'Pacific/Honolulu', 'US-HI'],
  ['+12085551234', 'America/Boise America/Los_Angeles', 'US-ID'],
  // Albany in Clinton County, Kentucky, and Cody in Cherry County, Nebraska, keep other time than the rest of their codes.
  ['+16065551234', 'America/New_York America/Chicago', 'US-KY'],
  ['+14025551234', 'America/Chicago America/Denver', 'US-NE'],
  ['+17875551234', 'America/Puerto_Rico', 'US-PR'],
  ['+13405551234', 'America/St_Thomas', 'US-VI'],
  ['+16715551234', 'Pacific/Guam', 'US-GU'],
  ['+16845551234', 'Pacific/Pago_Pago', 'US-AS'],
  ['+16705551234', 'Pacific/Saipan', 'US-MP'],
  ['+14165551234', 'America/Toronto', 'CA-ON'],
  ['+19025551234', 'America/Halifax', 'CA-NS CA-PE'],
  ['+971501234567', 'Asia/Dubai', ''],
  ['+919876543210', 'Asia/Calcutta', ''],
  ['+6591234567', 'Asia/Singapore', ''],
  ['+447400123456', 'Europe/London', ''],
  ['+61212345678', 'Australia/Sydney Australia/Broken_Hill', 'AU-NSW AU-ACT'],
  ['+61731234567', 'Australia/Brisbane', 'AU-QLD'],
];

test('a number tells where it was issued', (t) => {
  for (const [number, zones, regions] of table) {
    const same = new Intl.DateTimeFormat('en', { timeZone: zones.split(' ')[0] }).resolvedOptions().timeZone;
    const given = timeZonesOf(number);
    t.is(new Intl.DateTimeFormat('en', { timeZone: given[0] }).resolvedOptions().timeZone, same, number);
    t.is(given.length, zones.split(' ').length, number);
    t.is(regionsOf(number).join(' '), regions, number);
  }
});

test('where a number is bound to no area every plausible zone is named', (t) => {
  const toll = timeZonesOf('+18005551234');
  t.true(toll.includes('America/New_York') && toll.includes('Pacific/Honolulu'));
  const mobile = timeZonesOf('+61412345678');
  for (const zone of ['Australia/Perth', 'Australia/Brisbane', 'Australia/Darwin']) t.true(mobile.includes(zone), zone);
  t.true(timeZonesOf('+79161234567').length >= 9);
  t.true(timeZonesOf('+870776123456').length > 5);
  t.true(timeZonesOf('nonsense').length > 5);
});

/** Area codes of a country that the numbering metadata calls valid. */
function areaCodes(country: string): string[] {
  const path = createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json');
  const metadata: { countries: Record<string, unknown[]> } = JSON.parse(readFileSync(path, 'utf8'));
  const types = metadata.countries[country]!.find(
    (part): part is [[string]][] =>
      Array.isArray(part) &&
      Array.isArray(part[0]) &&
      typeof part[0][0] === 'string' &&
      part[0][0].includes('[2-9]\\d{6}'),
  );
  const pattern = new RegExp(`^(?:${types![0]![0]})$`);
  const codes: string[] = [];
  for (let code = 200; code < 1000; code += 1) if (pattern.test(`${code}2345678`)) codes.push(String(code));
  return codes;
}

test('every area code of the United States and Canada has its state', (t) => {
  for (const country of ['US', 'CA']) {
    const codes = areaCodes(country);
    t.true(codes.length > 40);
    for (const code of codes) {
      const regions = regionsOf(`+1${code}2345678`);
      t.true(regions.length > 0 && regions.every((region) => region.startsWith(country)), code);
    }
  }
});

test('all zones exist and there is always one', (t) => {
  const number = fc.tuple(
    fc.constantFrom('1', '7', '44', '61', '98', '55', '52', ''),
    fc.integer({ min: 0, max: 9_999_999_999 }),
  );
  fc.assert(
    fc.property(number, ([code, rest]) => {
      const zones = timeZonesOf(`+${code}${rest}`);
      return zones.length > 0 && zones.every((zone) => new Intl.DateTimeFormat('en', { timeZone: zone }) !== null);
    }),
    { numRuns: 100 },
  );
  t.pass();
});
