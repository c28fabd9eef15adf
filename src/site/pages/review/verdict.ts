import type { Form } from '../../form.ts';

export type Decision = 'approve' | 'request_changes' | 'reject';
const decisions: readonly Decision[] = ['approve', 'request_changes', 'reject'];

/** A finding as the form names it: `CODE` of the application, `CODE@paper` of one of its papers. */
export interface ChosenFinding {
  code: string;
  documentId?: string;
  note?: string;
}

/** What was chosen, or null while nothing is. */
export function decisionOf(form: Form): Decision | null {
  return decisions.find((one) => one === form.text('decision')) ?? null;
}

/** The findings that were ticked, with what was written beside them. */
export function findingsOf(form: Form): ChosenFinding[] {
  return [...new Set(form.all('finding'))].filter(Boolean).map((name) => {
    const [code = '', documentId] = name.split('@', 2);
    const note = form.maybe(`note:${name}`);
    return { code, ...(documentId ? { documentId } : {}), ...(note ? { note } : {}) };
  });
}
