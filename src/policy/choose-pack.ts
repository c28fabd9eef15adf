import type { CompiledPack } from './compiled-pack.ts';

/**
 * The pack that decides for a recipient's country (ISO 3166, empty if unknown) and a channel: the one that names
 * both, else the one of that channel for any other country. Throws if no pack covers the channel at all.
 */
export function choosePack(
  packs: ReadonlyMap<string, CompiledPack> | Iterable<CompiledPack>,
  country: string,
  channel: 'sms' | 'whatsapp' = 'sms',
): CompiledPack {
  const all = packs instanceof Map ? packs.values() : (packs as Iterable<CompiledPack>);
  let fallback: CompiledPack | undefined;
  for (const pack of all) {
    const { countries, channels } = pack.source.jurisdiction;
    if (!channels.includes(channel)) continue;
    if (countries.includes(country)) return pack;
    if (countries.includes('*')) fallback ??= pack;
  }
  if (fallback === undefined) throw new Error(`no policy pack covers ${channel} messages to '${country}'`);
  return fallback;
}
