/** Values for the placeholders of a text. */
export type Values = Readonly<Record<string, string | number>>;

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * Fills the `{placeholders}` of a text from a catalogue; `write` escapes or isolates each value for where it goes.
 * @throws Error for a placeholder without a value: a letter with a hole in it must not be sent.
 */
export function fill(text: string, values: Values, write: (value: string) => string = (value) => value): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`no value for {${name}}`);
    return write(String(value));
  });
}

/** The names of the placeholders of a text, each once, in their order. */
export function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}
