import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { NANP_AREA_ZONES, NANP_REGIONS } from './nanp-areas.ts';

const IRAN: readonly string[] = ['Asia/Tehran'];
/** Where a North American number that is bound to no area may be answered. */
const NORTH_AMERICA: readonly string[] = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
];
/** A zone for every few hours round the globe: a number of no country may be answered in any. */
const ANYWHERE: readonly string[] = [
  'Pacific/Honolulu',
  'America/Los_Angeles',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Istanbul',
  'Asia/Tehran',
  'Asia/Kolkata',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
];
/** Australian fixed lines by first digit; mobile numbers are bound to no state. */
const AUSTRALIA: Readonly<Record<string, readonly [zones: readonly string[], regions: readonly string[]]>> = {
  2: [
    ['Australia/Sydney', 'Australia/Broken_Hill'],
    ['AU-NSW', 'AU-ACT'],
  ],
  3: [
    ['Australia/Melbourne', 'Australia/Hobart'],
    ['AU-VIC', 'AU-TAS'],
  ],
  7: [['Australia/Brisbane'], ['AU-QLD']],
  8: [
    ['Australia/Adelaide', 'Australia/Darwin', 'Australia/Perth'],
    ['AU-SA', 'AU-NT', 'AU-WA'],
  ],
};

type Area = { readonly zones: readonly string[]; readonly regions: readonly string[] };
const NANP = new Map<string, Area>();
for (const [region, zones, codes] of NANP_REGIONS) {
  for (const code of codes.split(' ')) NANP.set(code, { zones: zones.split(' '), regions: region.split(' ') });
}
for (const [zones, codes] of NANP_AREA_ZONES) {
  for (const code of codes.split(' ')) NANP.set(code, { regions: NANP.get(code)!.regions, zones: zones.split(' ') });
}

/** Instants at which zones of a country are compared: those that agree at all of them are one to a wall clock. */
const SEASONS = ['2026-01-15', '2026-04-01', '2026-07-15', '2026-10-15'].map((day) =>
  Temporal.Instant.from(`${day}T12:00Z`),
);

function distinct(zones: readonly string[]): readonly string[] {
  const byOffsets = new Map<string, string>();
  for (const zone of zones) {
    const offsets = SEASONS.map((instant) => instant.toZonedDateTimeISO(zone).offset).join();
    if (!byOffsets.has(offsets)) byOffsets.set(offsets, zone);
  }
  return [...byOffsets.values()];
}

const zonesByCountry = new Map<string, readonly string[]>();

/** Zones of a country by the platform's CLDR data, those that keep the same time only once. */
function zonesOfCountry(country: string): readonly string[] {
  let zones = zonesByCountry.get(country);
  if (zones === undefined) {
    zones = distinct(new Intl.Locale('und', { region: country }).getTimeZones?.() ?? []);
    zonesByCountry.set(country, zones);
  }
  return zones;
}

function countryOf(e164: string): string | null {
  const number = parsePhoneNumberFromString(e164);
  return number?.country ?? number?.getPossibleCountries()[0] ?? null;
}

/**
 * IANA time zones in which the holder of a number may be, all that are plausible: those of its area code where the plan
 * has areas, else of its country, else zones all round the globe. Never empty. A number says where it was issued.
 * `known` spares looking for the country again.
 */
export function timeZonesOf(e164: string, known: string | null = null): readonly string[] {
  if (e164.startsWith('+98')) return IRAN;
  if (e164.startsWith('+1')) {
    const area = NANP.get(e164.slice(2, 5));
    if (area !== undefined) return area.zones;
  }
  const country = known ?? countryOf(e164);
  if (country === 'US' || country === 'CA') return NORTH_AMERICA;
  if (country === null) return e164.startsWith('+1') ? NORTH_AMERICA : ANYWHERE;
  const state = country === 'AU' ? AUSTRALIA[e164.charAt(3)] : undefined;
  if (state !== undefined) return state[0];
  const zones = zonesOfCountry(country);
  return zones.length > 0 ? zones : ANYWHERE;
}

/** ISO 3166-2 regions that a number's area code belongs to (United States, Canada, Australian fixed lines), empty where it tells none. */
export function regionsOf(e164: string): readonly string[] {
  if (e164.startsWith('+1')) return NANP.get(e164.slice(2, 5))?.regions ?? [];
  if (e164.startsWith('+61')) return AUSTRALIA[e164.charAt(3)]?.[1] ?? [];
  return [];
}
