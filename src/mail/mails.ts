/** What every mail is filled in with. */
interface Addressed {
  /** Name of the reader. */
  name: string;
  /** Where the button leads. */
  url: string;
}

interface AboutSender extends Addressed {
  /** As it is advertised. */
  sender: string;
}

interface Reviewed extends AboutSender {
  /** Number of the application. */
  number: string;
  /** What was found, one sentence each. */
  findings: readonly string[];
  /** The reviewer's words; null: none. */
  note: string | null;
}

/** The mails that there are, each with what it says; texts are in the reader's language. */
export interface Mails {
  submitted: AboutSender & { organization: string; number: string; usualDays: number };
  changes_requested: Reviewed;
  rejected: Reviewed;
  approved: AboutSender & { organization: string; operators: string };
  operator_active: AboutSender & { operator: string; lineClass: string };
  suspended: AboutSender & { organization: string; note: string };
  paused: AboutSender & { organization: string; note: string };
  resumed: AboutSender;
  expiring: AboutSender & { days: number; date: Date };
  ownership_expiring: AboutSender & { days: number; date: Date };
  document_expiring: AboutSender & { papers: readonly string[]; days: number; date: Date };
  expired: AboutSender & { date: Date };
  webhook_disabled: Addressed & { endpoint: string; failures: number; note: string };
  invitation: Addressed & { organization: string; inviter: string; role: string; validHours: number };
  password_reset: Addressed & { validMinutes: number };
}

export type MailName = keyof Mails;

/** Names of all mails. */
export const mailNames = [
  'submitted',
  'changes_requested',
  'rejected',
  'approved',
  'operator_active',
  'suspended',
  'paused',
  'resumed',
  'expiring',
  'ownership_expiring',
  'document_expiring',
  'expired',
  'webhook_disabled',
  'invitation',
  'password_reset',
] as const satisfies readonly MailName[];
