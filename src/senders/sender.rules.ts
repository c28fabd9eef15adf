/** What can happen to a sender, from its draft to its end. */
export const senderStatuses = [
  'draft',
  'submitted',
  'in_review',
  'changes_requested',
  'rejected',
  'withdrawn',
  'approved',
  'active',
  'suspended',
  'expired',
  'revoked',
] as const;
export type SenderStatus = (typeof senderStatuses)[number];

/** The steps between the states. */
export const senderMoves = [
  'create',
  'submit',
  'withdraw',
  'claim',
  'release',
  'endorse',
  'approve',
  'reject',
  'request_changes',
  'activate',
  'suspend',
  'reinstate',
  'expire',
  'renew',
  'revoke',
] as const;
export type SenderMove = (typeof senderMoves)[number];

/**
 * The life cycle: state → move → next state. Anything that is not here is INVALID_TRANSITION.
 *
 * The same rows are in the table `sender_move`, from which the database refuses any other change of status; a test
 * compares the two. `endorse` is the first of two approvals. A claim in review is taken over when its lease has run
 * out. `reinstate` leads to `approved`, from where `activate` follows at once if an operator carries the line.
 */
export const lifeCycle: Readonly<Record<SenderStatus, Readonly<Partial<Record<SenderMove, SenderStatus>>>>> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { claim: 'in_review', withdraw: 'withdrawn' },
  in_review: {
    claim: 'in_review',
    release: 'submitted',
    endorse: 'submitted',
    approve: 'approved',
    reject: 'rejected',
    request_changes: 'changes_requested',
    withdraw: 'withdrawn',
  },
  changes_requested: { submit: 'submitted', withdraw: 'withdrawn' },
  approved: {
    activate: 'active',
    suspend: 'suspended',
    expire: 'expired',
    revoke: 'revoked',
    withdraw: 'withdrawn',
  },
  active: { suspend: 'suspended', expire: 'expired', revoke: 'revoked', withdraw: 'withdrawn' },
  suspended: { reinstate: 'approved', expire: 'expired', revoke: 'revoked' },
  expired: { renew: 'approved', revoke: 'revoked', withdraw: 'withdrawn' },
  rejected: {},
  withdrawn: {},
  revoked: {},
};

/** The state that a move leads to, or null where the life cycle has no such step. */
export function nextStatus(from: SenderStatus, move: SenderMove): SenderStatus | null {
  return lifeCycle[from][move] ?? null;
}

/** States of an application that is still being written or judged. */
export const openStatuses: readonly SenderStatus[] = ['draft', 'submitted', 'in_review', 'changes_requested'];
/** States in which the owner may edit an application. */
export const editableStatuses: readonly SenderStatus[] = ['draft', 'changes_requested'];
/** States of a sender that has been approved and not ended. */
export const inForceStatuses: readonly SenderStatus[] = ['approved', 'active', 'suspended', 'expired'];
/** States after which the address is free again. */
export const endedStatuses: readonly SenderStatus[] = ['rejected', 'withdrawn', 'revoked'];

/** Draws the life cycle as a Mermaid state diagram for the documentation. */
export function drawLifeCycle(): string {
  const arrows = Object.entries(lifeCycle).flatMap(([from, moves]) =>
    Object.entries(moves).map(([move, to]) => `  ${from} --> ${to}: ${move}`),
  );
  return ['stateDiagram-v2', '  [*] --> draft: create', ...arrows].join('\n');
}
