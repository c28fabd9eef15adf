import { bindRules } from './bind-rules.ts';
import type { CompiledPack, UnboundRule } from './compiled-pack.ts';
import { digestOf } from './digest.ts';

const joined = new WeakMap<CompiledPack, WeakMap<CompiledPack, CompiledPack>>();

/**
 * The pack of a channel together with the pack of a recipient's country: all rules of the first, and those of the
 * second that are `alsoOn` the channel. A rule of the country takes the place of one of the channel's with the same id,
 * as a pack's does with that of its base. Words and terms of consent are the country's too; other settings the channel's.
 */
export function joinPacks(channel: CompiledPack, country: CompiledPack): CompiledPack {
  const known = joined.get(channel) ?? new WeakMap<CompiledPack, CompiledPack>();
  joined.set(channel, known);
  const pack = known.get(country) ?? join(channel, country);
  known.set(country, pack);
  return pack;
}

function join(channel: CompiledPack, country: CompiledPack): CompiledPack {
  const { channels } = channel.source.jurisdiction;
  const law = country.rules.filter(({ source }) => source.alsoOn.some((name) => channels.includes(name)));
  const replaced = new Set(law.map(({ source }) => source.id));
  const rules: UnboundRule[] = [...channel.rules.filter(({ source }) => !replaced.has(source.id)), ...law];
  const definitions = [...channel.definitions, ...country.definitions].map(({ definition }) => definition);
  const name = `${channel.name}+${country.name}`;
  return {
    name,
    version: `${channel.version}+${country.name}.${country.version}`,
    digest: digestOf({ channel: channel.digest, country: country.digest }),
    source: {
      ...channel.source,
      pack: name,
      withCountry: false,
      jurisdiction: { ...country.source.jurisdiction, channels },
      keywords: [...channel.source.keywords, ...country.source.keywords],
      consent: country.source.consent ?? channel.source.consent,
      rules: rules.map(({ source }) => source),
    },
    ...bindRules(rules, definitions),
    calendars: [...new Set([...channel.calendars, ...country.calendars])],
  };
}
