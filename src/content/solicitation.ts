import { spanInRaw } from '#src/text/index.ts';
import { judge } from './judge.ts';
import { offerIn } from './offer-in.ts';
import { read } from './reading.ts';

/** The part of a value (of a template's variable) that solicits something, as it is written there; null where none does. */
export function solicitation(value: string): string | null {
  const reading = read(value);
  const offer = offerIn(reading);
  if (!offer || !judge(value).promotional) return null;
  return spanInRaw(reading.view, offer.start, offer.end).text;
}
