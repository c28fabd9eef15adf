/** What can happen to a message template. */
export const templateStatuses = [
  'draft',
  'submitted',
  'in_review',
  'changes_requested',
  'approved',
  'paused',
  'rejected',
  'withdrawn',
] as const;
export type TemplateStatus = (typeof templateStatuses)[number];

export const templateMoves = [
  'create',
  'submit',
  'claim',
  'release',
  'approve',
  'reject',
  'request_changes',
  'pause',
  'resume',
  'withdraw',
] as const;
export type TemplateMove = (typeof templateMoves)[number];

/**
 * The life cycle: state → move → next state. Anything that is not here is INVALID_TRANSITION; the table
 * `template_move` holds the same rows and the database refuses any other change (a test compares the two).
 *
 * A reviewer may decide without claiming first; a claim keeps others away while it lasts. The words of a template that
 * was approved never change: a new wording is a new template.
 */
export const templateLifeCycle: Readonly<
  Record<TemplateStatus, Readonly<Partial<Record<TemplateMove, TemplateStatus>>>>
> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: {
    claim: 'in_review',
    approve: 'approved',
    reject: 'rejected',
    request_changes: 'changes_requested',
    withdraw: 'withdrawn',
  },
  in_review: {
    claim: 'in_review',
    release: 'submitted',
    approve: 'approved',
    reject: 'rejected',
    request_changes: 'changes_requested',
    withdraw: 'withdrawn',
  },
  changes_requested: { submit: 'submitted', withdraw: 'withdrawn' },
  approved: { pause: 'paused', withdraw: 'withdrawn' },
  paused: { resume: 'approved', withdraw: 'withdrawn' },
  rejected: {},
  withdrawn: {},
};

/** The state that a move leads to, or null where the life cycle has no such step. */
export function nextTemplateStatus(from: TemplateStatus, move: TemplateMove): TemplateStatus | null {
  return templateLifeCycle[from][move] ?? null;
}

/** States in which the owner may change the words. */
export const editableTemplateStatuses: readonly TemplateStatus[] = ['draft', 'changes_requested'];
