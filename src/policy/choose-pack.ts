import type { CompiledPack } from './compiled-pack.ts';
import { joinPacks } from './join-packs.ts';
import type { Channel } from './pack-schema.ts';

type Packs = ReadonlyMap<string, CompiledPack> | Iterable<CompiledPack>;

const each = (packs: Packs) => (packs instanceof Map ? packs.values() : (packs as Iterable<CompiledPack>));

/**
 * The pack that decides for a recipient's country (ISO 3166, empty if unknown) and a channel: the one that names
 * both, else the one of that channel for any other country; joined with the country's own pack where it says
 * `withCountry`. Throws if no pack covers the channel at all.
 */
export function choosePack(packs: Packs, country: string, channel: Channel = 'sms'): CompiledPack {
  let fallback: CompiledPack | undefined;
  for (const pack of each(packs)) {
    const { countries, channels } = pack.source.jurisdiction;
    if (!channels.includes(channel)) continue;
    if (countries.includes(country)) return withLaw(pack, packs, country);
    if (countries.includes('*')) fallback ??= pack;
  }
  if (fallback === undefined) throw new Error(`no policy pack covers ${channel} messages to '${country}'`);
  return withLaw(fallback, packs, country);
}

function withLaw(pack: CompiledPack, packs: Packs, country: string): CompiledPack {
  if (!pack.source.withCountry) return pack;
  const laws = countryPacks(packs);
  const covers = (name: string) => laws.find(({ source }) => source.jurisdiction.countries.includes(name));
  const law = covers(country) ?? covers('*');
  return law === undefined ? pack : joinPacks(pack, law);
}

/** The packs that speak of the recipient's country, with which a `withCountry` pack is joined. */
export function countryPacks(packs: Packs): readonly CompiledPack[] {
  return [...each(packs)].filter(({ source }) => !source.withCountry);
}

/** A pack by its name; `whatsapp+ir` is the first joined with the second. */
export function packNamed(packs: ReadonlyMap<string, CompiledPack>, name: string): CompiledPack | undefined {
  const [first = '', second] = name.split('+');
  const [pack, law] = [packs.get(first), packs.get(second ?? '')];
  if (second === undefined || pack === undefined) return pack;
  return pack.source.withCountry && law !== undefined ? joinPacks(pack, law) : undefined;
}
