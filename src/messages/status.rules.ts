/** Every status of a message, in the order of the contract. */
export const messageStatuses = [
  'queued',
  'scheduled',
  'held',
  'submitting',
  'submitted',
  'delivered',
  'undeliverable',
  'expired',
  'rejected',
  'uncertain',
  'cancelled',
] as const;
export type MessageStatus = (typeof messageStatuses)[number];

const receipts = { deliver: 'delivered', fail: 'undeliverable', lapse: 'expired', reject: 'rejected' } as const;
const decisions = { release: 'queued', defer: 'scheduled', hold: 'held', refuse: 'rejected' } as const;
const waiting = { ...decisions, expire: 'expired', cancel: 'cancelled' } as const;

/**
 * The life of a message: from each status, what may happen and where it leads.
 *
 * `decisions` come from the gate when a message that waited is checked again, `receipts` from the SMSC. A receipt may
 * come to a message whose answer was lost (`uncertain`, and `queued` again), and a delivery overrules a failure that
 * was reported before it.
 */
export const moves = {
  queued: {
    claim: 'submitting',
    ...decisions,
    expire: 'expired',
    cancel: 'cancelled',
    accept: 'submitted',
    ...receipts,
  },
  scheduled: waiting,
  held: waiting,
  submitting: { accept: 'submitted', giveBack: 'queued', lose: 'uncertain', ...receipts },
  submitted: receipts,
  uncertain: { ...receipts, ...decisions, accept: 'submitted', cancel: 'cancelled' },
  delivered: {},
  undeliverable: { deliver: 'delivered' },
  expired: { deliver: 'delivered', accept: 'submitted' },
  rejected: { deliver: 'delivered' },
  cancelled: { deliver: 'delivered', accept: 'submitted' },
} as const satisfies Record<MessageStatus, Partial<Record<string, MessageStatus>>>;

/** What may happen to a message. */
export type MessageMove = { [S in MessageStatus]: keyof (typeof moves)[S] }[MessageStatus];

/** Where a move leads, or null where the life of a message has no such step. */
export function nextStatus(from: MessageStatus, move: MessageMove): MessageStatus | null {
  return (moves[from] as Partial<Record<MessageMove, MessageStatus>>)[move] ?? null;
}

/** The statuses from which a move is possible. */
export function statusesBefore(move: MessageMove): MessageStatus[] {
  return messageStatuses.filter((from) => nextStatus(from, move) !== null);
}

/** SQL list of the statuses from which a move is possible: the table above is the only place that says it. */
export function sqlStatusesBefore(move: MessageMove): string {
  return statusesBefore(move)
    .map((status) => `'${status}'`)
    .join(', ');
}

/** Nothing more is expected to happen to a message in one of these. */
export const finalStatuses: readonly MessageStatus[] = [
  'delivered',
  'undeliverable',
  'expired',
  'rejected',
  'cancelled',
];
