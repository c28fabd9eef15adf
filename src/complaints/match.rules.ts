import { normalise } from '#src/text/index.ts';

/** A message or decision that a complaint may be about. */
export interface Candidate {
  messageId: string | null;
  decisionId: string | null;
  /** Null where only a decision is on record. */
  text: string | null;
  /** Times at which it may have reached the complainant, epoch milliseconds. */
  times: readonly number[];
}

/** What a complaint was found to be about. */
export interface Found {
  messageId: string | null;
  decisionId: string | null;
  matchedBy: 'text' | 'time';
}

/** Share of words in common from which two texts are taken for one: people leave out lines and mistype. */
const SAME_TEXT = 0.6;

/**
 * Finds the message that a complaint is about: the one whose words it quotes, else the one nearest to when it was
 * received. Pure.
 */
export function findMessage(
  { text, receivedAt }: { text: string; receivedAt: Date },
  candidates: readonly Candidate[],
): Found | null {
  const words = wordsOf(text);
  const ranked = candidates
    .map((candidate) => ({
      candidate,
      likeness: likeness(words, candidate.text),
      away: awayFrom(receivedAt, candidate),
    }))
    .toSorted((a, b) => rank(b.likeness) - rank(a.likeness) || a.away - b.away);
  const best = ranked[0];
  if (!best) return null;
  const { messageId, decisionId } = best.candidate;
  return { messageId, decisionId, matchedBy: best.likeness >= SAME_TEXT ? 'text' : 'time' };
}

/** Likeness counts only where it tells texts apart. */
const rank = (likeness: number): number => (likeness >= SAME_TEXT ? likeness : 0);

const wordsOf = (text: string): ReadonlySet<string> => new Set(normalise(text).match(/[\p{L}\p{N}]+/gu) ?? []);

/** Share of the words of the shorter text that the other has, 0..1; a complaint of a few words quotes nothing. */
function likeness(complaint: ReadonlySet<string>, text: string | null): number {
  if (text === null || complaint.size < 3) return 0;
  const sent = wordsOf(text);
  const [few, many] = complaint.size < sent.size ? [complaint, sent] : [sent, complaint];
  let common = 0;
  for (const word of few) if (many.has(word)) common += 1;
  return few.size === 0 ? 0 : common / few.size;
}

function awayFrom(receivedAt: Date, { times }: Candidate): number {
  return Math.min(...times.map((time) => Math.abs(time - receivedAt.getTime())));
}
