import { optionReaders, readOption } from './route-options.ts';
import { type RouteSettings, routeDefaults, type SourceForm, senderKinds } from './route-settings.ts';

/** One thing that is wrong with a route's URL: the option (or part of the URL) and what it should have been. */
export interface RouteFault {
  readonly option: string;
  readonly message: string;
}

/** A route's URL cannot be used; `faults` names everything that is wrong with it, never the password. */
export class RouteUrlError extends Error {
  override readonly name = 'RouteUrlError';
  readonly faults: readonly RouteFault[];

  constructor(faults: readonly RouteFault[]) {
    super(faults.map(({ option, message }) => `${option}: ${message}`).join('; '));
    this.faults = faults;
  }
}

/**
 * Reads `smpp[s]://systemId:password@host:port?window=…&tps=…` into settings. Every option is a field of
 * {@link RouteSettings}; `source.<kind>` is `ton/npi[/form]`, `destination` is `ton/npi`.
 * @throws RouteUrlError with every fault at once
 */
export function parseRouteUrl(text: string): RouteSettings {
  const url = URL.parse(text);
  if (!url || !/^smpps?:$/.test(url.protocol)) {
    throw new RouteUrlError([{ option: 'url', message: 'expected smpp[s]://systemId:password@host:port' }]);
  }
  const faults: RouteFault[] = [];
  const account = readAccount(url, faults);
  const options = readOptions(url.searchParams, faults);
  const settings: RouteSettings = { ...routeDefaults, ...account, ...options };
  faults.push(...faultsBetween(settings));
  if (faults.length > 0) throw new RouteUrlError(faults);
  return settings;
}

function readAccount(url: URL, faults: RouteFault[]) {
  const tls = url.protocol === 'smpps:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!host) faults.push({ option: 'host', message: 'is missing' });
  if (url.port === '0') faults.push({ option: 'port', message: 'expected 1 to 65535' });
  if (!['', '/'].includes(url.pathname)) faults.push({ option: 'path', message: 'a route has none' });
  if (url.hash) faults.push({ option: 'fragment', message: 'a route has none; write # as %23' });
  return {
    tls,
    host,
    port: url.port ? Number(url.port) : tls ? 3550 : 2775,
    systemId: readCredential('systemId', url.username, faults),
    password: readCredential('password', url.password, faults),
  };
}

/** SMPP 3.4 §5.2.1–2 allows 15 and 8 characters; accounts longer than that exist, so only the absurd is refused. */
function readCredential(option: 'systemId' | 'password', encoded: string, faults: RouteFault[]): string {
  let value = '';
  try {
    value = decodeURIComponent(encoded);
  } catch {
    faults.push({ option, message: 'is not percent-encoded properly' });
  }
  if (option === 'systemId' && encoded === '') faults.push({ option, message: 'is missing' });
  if (!/^[\x20-\x7e]{0,63}$/.test(value)) faults.push({ option, message: 'expected at most 63 ASCII characters' });
  return value;
}

function readOptions(params: URLSearchParams, faults: RouteFault[]): Partial<RouteSettings> {
  const read: Record<string, unknown> = {};
  const source: Record<string, SourceForm> = { ...routeDefaults.source };
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    const reader = Object.hasOwn(optionReaders, name) ? optionReaders[name] : undefined;
    if (!reader) {
      faults.push({ option: name, message: 'no such option' });
    } else if (values.length > 1) {
      faults.push({ option: name, message: 'given more than once' });
    } else {
      const result = readOption(reader, values[0] ?? '');
      if ('fault' in result) faults.push({ option: name, message: result.fault });
      else if (name.startsWith('source.')) source[name.slice('source.'.length)] = result.value as SourceForm;
      else read[name] = result.value;
    }
  }
  return { ...read, source: Object.fromEntries(senderKinds.map((kind) => [kind, source[kind]])) } as RouteSettings;
}

function faultsBetween(settings: RouteSettings): RouteFault[] {
  const faults: RouteFault[] = [];
  if (settings.reconnectMaxMs < settings.reconnectMinMs) {
    faults.push({ option: 'reconnectMaxMs', message: 'is less than reconnectMinMs' });
  }
  for (const option of ['ca', 'servername'] as const) {
    if (settings[option] && !settings.tls) faults.push({ option, message: 'belongs to smpps:// routes' });
  }
  return faults;
}
