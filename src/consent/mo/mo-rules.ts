import { type Bilingual, type FindFaults, fault } from '#src/kernel/index.ts';
import { classifyRevocation, type KeywordSet, matchKeyword } from '#src/text/index.ts';
import { mobileFaults } from '../recipient.ts';
import { EARLIEST_CONSENT } from '../scope.ts';

/** What a policy pack says of messages from subscribers. */
export interface MoRules {
  keywords: readonly { action: 'opt_out' | 'opt_in' | 'help'; language: string; words: readonly string[] }[];
  /** What a keyword stops: everything of the sender that it was sent to, or of its organization. */
  scope: 'sender' | 'organization';
  /** What is answered; an effect without a text is not acknowledged. */
  acknowledgements: Partial<Record<'opt_out' | 'opt_in' | 'help', Bilingual>>;
}

/** The line that a subscriber wrote to. */
export interface MoSender {
  id: string;
  organizationId: string;
  /** A keyword of its own that opts out, beside those of the pack. */
  optOutKeyword: string | null;
}

export const moEffects = ['opt_out', 'opt_in', 'help', 'unclear', 'none'] as const;
export type MoEffect = (typeof moEffects)[number];

const senderFaults = mobileFaults('from');

/** What is wrong with a message; its time may still be as it was written. */
export const moFaults: FindFaults = (input) => {
  const { receivedAt } = input;
  const time = typeof receivedAt === 'string' ? Date.parse(receivedAt) : receivedAt instanceof Date ? +receivedAt : NaN;
  const tooOld = fault('receivedAt', 'past', 'this is too long ago', 'این زمان خیلی دور است');
  return [...senderFaults(input), ...(time < EARLIEST_CONSENT ? [tooOld] : [])];
};

/** What a message asks for: a keyword first, else what its words say. Pure. */
export function effectOf(text: string, rules: MoRules, sender: MoSender): MoEffect {
  const keywords = keywordsOf(rules, sender);
  const keyword = matchKeyword(text, keywords);
  if (keyword) return keyword;
  const revocation = classifyRevocation(text, keywords);
  return revocation === 'revoke' ? 'opt_out' : revocation;
}

function keywordsOf({ keywords }: MoRules, { optOutKeyword }: MoSender): KeywordSet {
  const words = (action: 'opt_out' | 'opt_in' | 'help') =>
    keywords.filter((keyword) => keyword.action === action).flatMap((keyword) => keyword.words);
  return {
    out: [...words('opt_out'), ...(optOutKeyword ? [optOutKeyword] : [])],
    in: words('opt_in'),
    help: words('help'),
  };
}
