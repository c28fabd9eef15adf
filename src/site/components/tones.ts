/** How a state looks, the same everywhere: icon, colour (a class `tone-…`), never colour alone. */
export interface Tone {
  tone: 'allow' | 'defer' | 'hold' | 'deny' | 'plain';
  icon: string;
}

const allow: Tone = { tone: 'allow', icon: 'check' };
const defer: Tone = { tone: 'defer', icon: 'clock' };
const hold: Tone = { tone: 'hold', icon: 'eye' };
const deny: Tone = { tone: 'deny', icon: 'hand-stop' };
const plain: Tone = { tone: 'plain', icon: 'point' };

const outcomes: Readonly<Record<string, Tone>> = {
  allow,
  defer,
  hold,
  deny,
  warn: { ...defer, icon: 'alert-triangle' },
  shadow: plain,
};

/** The look of an outcome or of a reason's effect. */
export function outcomeTone(outcome: string): Tone {
  return outcomes[outcome] ?? plain;
}

const statuses: Readonly<Record<string, Tone>> = {
  // senders
  draft: { ...plain, icon: 'pencil' },
  submitted: { ...defer, icon: 'hourglass' },
  in_review: hold,
  changes_requested: { ...defer, icon: 'edit' },
  approved: { ...allow, icon: 'checks' },
  active: allow,
  rejected: deny,
  withdrawn: { ...plain, icon: 'arrow-back-up' },
  suspended: { ...deny, icon: 'player-pause' },
  expired: { ...defer, icon: 'calendar-off' },
  revoked: deny,
  paused: { ...deny, icon: 'player-pause' },
  // messages
  queued: { ...plain, icon: 'hourglass' },
  scheduled: defer,
  held: hold,
  submitting: { ...plain, icon: 'send' },
  delivered: allow,
  undeliverable: deny,
  uncertain: { ...hold, icon: 'question-mark' },
  cancelled: { ...plain, icon: 'x' },
  // papers and requirements
  met: allow,
  missing: { ...plain, icon: 'circle-dashed' },
  invalid: deny,
  expiring: defer,
  accepted: allow,
  refused: deny,
  // consents
  opted_in: allow,
  opted_out: deny,
  pending: { ...defer, icon: 'hourglass' },
  // imports
  running: { ...defer, icon: 'loader' },
  done: allow,
  failed: deny,
};

/** The look of a state of a sender, message, paper, consent or import. */
export function statusTone(status: string): Tone {
  return statuses[status] ?? plain;
}
