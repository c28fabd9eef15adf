import { findLinksIn, registrableDomain, type View } from '#src/text/index.ts';
import { type HostSuspicion, hostSuspicion } from './hosts.ts';

/** A link of a text: its host (a file's name where it installs), whether the organization registered it, where it stands. */
export type HostLink = {
  readonly host: string;
  readonly own: boolean;
  /** Why its host is suspicious; null where it is not, or is the organization's own. */
  readonly suspicion: HostSuspicion | null;
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

/** Whether `host` is one of `own` or below the registered domain of one of them. */
function belongsTo(host: string, own: readonly string[]): boolean {
  return own.some((parent) => {
    const name = parent
      .trim()
      .toLowerCase()
      .replace(/^[a-z]+:\/\//u, '')
      .replace(/[/:?#].*$/u, '')
      .replace(/^www\./u, '');
    if (name === '' || registrableDomain(name) === null) return host === name;
    return host === name || host.endsWith(`.${name}`);
  });
}

/** Cheaper than looking: a dot between Latin letters or digits, a scheme, or a dot in disguise. */
const MAY_HAVE_LINK = /[a-z0-9] ?[.。] ?[a-z]|: ?\/ ?\/|[[({] ?(?:\.|dot|دات|نقطه)|[a-z] (?:dot|دات|نقطه) [a-z]/u;

/** The links of a normalised view in order, each host once; mail addresses are not links. */
export function linksOf(view: View, ownHosts: readonly string[]): HostLink[] {
  if (!MAY_HAVE_LINK.test(view.text)) return [];
  const links: HostLink[] = [];
  for (const { kind, host, span } of findLinksIn(view)) {
    if (kind === 'email' || links.some((link) => link.host === host)) continue;
    const own = belongsTo(host, ownHosts);
    const suspicion = own ? null : hostSuspicion(host, kind === 'file');
    links.push({ host, own, suspicion, ...span });
  }
  return links;
}
