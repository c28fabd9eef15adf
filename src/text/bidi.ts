const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Removes directional marks, embeddings, overrides and isolates, by which a text can be made to read otherwise than it is. */
export function stripBidi(text: string): string {
  return text.replace(CONTROLS, '');
}

/** True where the text carries directional controls. */
export function hasBidi(text: string): boolean {
  return text.search(CONTROLS) >= 0;
}

/** Sets a foreign piece (a name, a sender) apart so that it cannot reorder what is around it: first-strong isolate. */
export function isolate(text: string): string {
  return `\u2068${stripBidi(text)}\u2069`;
}

/** Sets a number, an address or a code apart as left-to-right, for use in Persian text. */
export function isolateLtr(text: string): string {
  return `\u2066${stripBidi(text)}\u2069`;
}
