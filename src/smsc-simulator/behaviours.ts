/** How the simulator takes a submit_sm. */
export const behaviours = [
  'happy',
  'undeliverable',
  'expires',
  'silent',
  'refuses',
  'nacks',
  'closes',
  'queueFull',
  'throttles',
] as const;
export type Behaviour = (typeof behaviours)[number];

/** What becomes of a message that was accepted: stat of Appendix B and message_state of §5.2.28 (SMPP 3.4). */
export interface Fate {
  readonly stat: 'DELIVRD' | 'UNDELIV' | 'EXPIRED';
  readonly state: number;
  readonly error: string;
}

/** What a behaviour does with one submit_sm. */
export type Reaction =
  | { readonly do: 'accept'; readonly fate: Fate }
  | { readonly do: 'refuse'; readonly status: number }
  | { readonly do: 'nack'; readonly status: number }
  | { readonly do: 'nothing' }
  | { readonly do: 'hangUp' };

const delivered: Fate = { stat: 'DELIVRD', state: 2, error: '000' };

const reactions: Readonly<Record<Behaviour, Reaction>> = {
  happy: { do: 'accept', fate: delivered },
  undeliverable: { do: 'accept', fate: { stat: 'UNDELIV', state: 5, error: '027' } },
  expires: { do: 'accept', fate: { stat: 'EXPIRED', state: 3, error: '000' } },
  silent: { do: 'nothing' },
  throttles: { do: 'refuse', status: 0x58 },
  queueFull: { do: 'refuse', status: 0x14 },
  refuses: { do: 'refuse', status: 0x0b },
  nacks: { do: 'nack', status: 0x03 },
  closes: { do: 'hangUp' },
};

/** What the simulator does with a submit_sm under a behaviour. */
export function reactionOf(behaviour: Behaviour): Reaction {
  return reactions[behaviour];
}
