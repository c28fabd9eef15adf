import { spanInRaw } from '#src/text/index.ts';
import { lexicon, type Reading } from './reading.ts';
import type { SignalClass } from './structure.ts';
import type { ForbiddenSpan, ForbiddenTopic } from './types.ts';

/** Who warns of a topic, prosecutes, heals or teaches it names it too. */
const SPOKEN_OF =
  /هشدار|جرم|پلیس|ممنوع|مجازات|پیشگیری|ترک |درمان|اعتیاد|مبارزه|دادگاه|دادسرا|پرونده|اخطار|توقیف|کشف |انصراف از|غیرقانونی|بدون الکل|دارو|نسخه|آزمایش|police|illegal|warning|rehab|prevention|court|hoshdar|jorm|mamnoo/u;
/** Only these take an offer for something else: a seller seldom writes them. */
const WARNED_OF =
  /هشدار|جرم است|پلیس|ممنوع|مجازات|کلاهبردار|غیرقانونی|مسدود شد|گزارش (?:شد|دهید|کنید)|police|illegal|warning|hoshdar|jorm ast|mamnoo/u;
const SELLING: readonly SignalClass[] = ['call', 'contact', 'discount', 'price', 'offer', 'gift', 'contest', 'urgency'];

const OFFER = '-offer';
const topics: ReadonlyArray<{ readonly topic: ForbiddenTopic; readonly offered: boolean } | null> = lexicon.entries.map(
  ({ id, of }) =>
    of !== 'forbidden'
      ? null
      : {
          topic: (id.endsWith(OFFER) ? id.slice(0, -OFFER.length) : id) as ForbiddenTopic,
          offered: id.endsWith(OFFER),
        },
);

/**
 * What a text offers that may not be offered: a topic that is an offer in itself, or one that is merely named in a text
 * that sells. A notice that warns of it, prosecutes it or treats it is let alone.
 */
export function findForbidden(reading: Reading, promotional: boolean): ForbiddenSpan[] {
  if (!reading.has('forbidden')) return [];
  const text = reading.view.text.slice(0, reading.end);
  const warnedOf = WARNED_OF.test(text) || reading.has('warning');
  const sells = promotional && SELLING.some(reading.has) && !SPOKEN_OF.test(text);
  const found: ForbiddenSpan[] = [];
  for (const { entry, start, end } of reading.hits) {
    const named = topics[entry];
    if (!named || !(named.offered ? !warnedOf : sells)) continue;
    const span = { topic: named.topic, ...spanInRaw(reading.view, start, end) };
    const last = found.at(-1);
    if (last === undefined || last.end <= span.start) found.push(span);
    else if (span.end > last.end) found[found.length - 1] = span;
  }
  return found;
}
