import { type SourceForm, senderKinds, type TlvTemplate } from './route-settings.ts';

/** Turns the text of an option into its value, or gives back undefined where it cannot. */
interface OptionReader<T> {
  readonly expected: string;
  readonly read: (text: string) => T | undefined;
}

const wholeNumber = (min: number, max: number): OptionReader<number> => ({
  expected: `expected a whole number from ${min} to ${max}`,
  read: (text) => {
    const value = Number(text);
    return /^\d{1,9}$/.test(text) && value >= min && value <= max ? value : undefined;
  },
});

const oneOf = <const T extends string>(...values: readonly T[]): OptionReader<T> => ({
  expected: `expected ${values.join(' or ')}`,
  read: (text) => values.find((value) => value === text),
});

const ascii = (limit: number): OptionReader<string> => ({
  expected: `expected at most ${limit} ASCII characters`,
  read: (text) => (text.length <= limit && /^[\x20-\x7e]*$/.test(text) ? text : undefined),
});

const version: OptionReader<number> = {
  expected: 'expected 3.3, 3.4 or 5.0',
  read: (text) => new Map([['3.3', 0x33], ['3.4', 0x34], ['5.0', 0x50]]).get(text), // biome-ignore format: one line reads as a table
};

const timeZone: OptionReader<string> = {
  expected: 'expected an IANA time zone',
  read: (text) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    } catch {
      return undefined;
    }
  },
};

const statuses: OptionReader<ReadonlySet<number>> = {
  expected: 'expected command statuses divided by commas, such as 0x400,1025',
  read: (text) => {
    const codes = text.split(',').map((code) => (/^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(code) ? Number(code) : 0));
    return codes.every((code) => code > 0 && code <= 0xffffffff) ? new Set(codes) : undefined;
  },
};

const sourceForm: OptionReader<SourceForm> = {
  expected: 'expected ton/npi or ton/npi/international or ton/npi/national',
  read: (text) => {
    const match = /^([0-6])\/(\d{1,2})(?:\/(international|national))?$/.exec(text);
    if (!match || Number(match[2]) > 18) return undefined;
    const ton = Number(match[1]);
    const form = match[3] === 'international' || (!match[3] && ton === 1) ? 'international' : 'national';
    return { ton, npi: Number(match[2]), form };
  },
};

const tonNpi: OptionReader<{ ton: number; npi: number }> = {
  expected: 'expected ton/npi',
  read: (text) => {
    const match = /^([0-6])\/(\d{1,2})$/.exec(text);
    return match && Number(match[2]) <= 18 ? { ton: Number(match[1]), npi: Number(match[2]) } : undefined;
  },
};

const tlvs: OptionReader<readonly TlvTemplate[]> = {
  expected: 'expected tag:text pairs divided by commas, such as 0x1400:{entityId},0x1401:{templateId}',
  read: (text) => {
    const pairs = text.split(',').map((pair) => /^(0x[0-9a-f]{1,4}):([\x20-\x7e]{1,255})$/i.exec(pair));
    const found = pairs.map((pair) => ({ tag: Number(pair?.[1]), text: pair?.[2] ?? '' }));
    return found.every(({ tag }) => Number.isInteger(tag)) ? found : undefined;
  },
};

const ms = (min = 1): OptionReader<number> => wholeNumber(min, 86_400_000);

/** Every option that a route's URL may carry. */
export const optionReaders: Readonly<Record<string, OptionReader<unknown>>> = {
  window: wholeNumber(1, 10_000),
  tps: wholeNumber(1, 1_000_000),
  queue: wholeNumber(0, 1_000_000),
  inbound: wholeNumber(1, 100_000),
  systemType: ascii(12),
  serviceType: ascii(5),
  version,
  bindTimeoutMs: ms(),
  responseTimeoutMs: ms(),
  enquireLinkMs: ms(),
  enquireTimeoutMs: ms(),
  handlerTimeoutMs: ms(),
  reconnectMinMs: ms(),
  reconnectMaxMs: ms(),
  moTimeoutMs: ms(),
  long: oneOf('udh', 'payload'),
  coding: oneOf('auto', 'ucs2'),
  receiptIdBase: oneOf('same', 'hex', 'dec'),
  receiptTimeZone: timeZone,
  retry: statuses,
  destination: tonNpi,
  tlvs,
  ca: ascii(4096),
  servername: ascii(253),
  ...Object.fromEntries(senderKinds.map((kind) => [`source.${kind}`, sourceForm])),
};

/** The value of an option, or what it should have been. */
export function readOption<T>(reader: OptionReader<T>, text: string): { value: T } | { fault: string } {
  const value = reader.read(text);
  return value === undefined ? { fault: reader.expected } : { value };
}
