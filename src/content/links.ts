/** Link-like strings: with a scheme, or a host name with a known kind of ending. */
const LINK =
  /(?:https?:\/\/|www\.)?((?:[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.){1,6}(?:ir|com|net|org|info|xyz|top|click|site|online|shop|app|io|co|me|ly|live|cloud|bank|link|club|icu|live|store|pro|biz|tv|do|gl|is|ai|vip|fun|space|website|tk|ml|ga|cf|gq|cc|ws|work|buzz|rest|cam|life|world|today|dev|ex|aero|example|id|us|uk|de|tr|ae|in|gov|edu|ac|tech|host|press|lol|sbs|cfd|bond|mobi|name|eu|ru|cn|apk))(?![a-z0-9-])(?:\/[^\s«»"'،؛]{0,200})?/giu;

/** Hosts of the links in a normalised text, lower case, in order, once each. */
export function linkHosts(text: string): string[] {
  if (!text.includes('.')) return [];
  const hosts = new Set<string>();
  for (const match of text.matchAll(LINK)) hosts.add(match[1]!.toLowerCase());
  return [...hosts];
}

/** Whether `host` is one of `own` or below one of them. */
export function belongsTo(host: string, own: readonly string[]): boolean {
  return own.some((parent) => {
    const name = parent.toLowerCase().replace(/^www\./u, '');
    return host === name || host === `www.${name}` || host.endsWith(`.${name}`);
  });
}
