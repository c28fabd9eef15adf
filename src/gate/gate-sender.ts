import type { SenderKind } from '#src/text/index.ts';

/** What a line may be used for; a class is granted per operator. */
export type LineClass = 'service' | 'promotional';

/** What the gate needs of a registered sender; cached on every node and forgotten when it changes. */
export interface GateSender {
  id: string;
  organizationId: string;
  organizationName: string;
  organizationSuspended: boolean;
  address: string;
  kind: SenderKind;
  lineClass: LineClass;
  status: string;
  active: boolean;
  paused: boolean;
  allowLinks: boolean;
  /** Nothing but its approved templates may be sent from it. */
  templatesOnly: boolean;
  subjects: readonly string[];
  optOutKeyword: string | null;
  /** By mobile operator: whether the sender may be used there, and as what class. */
  operators: Readonly<Record<string, { status: string; lineClass: LineClass }>>;
  hasAudience: boolean;
  /** Hosts that the organization registered as its own. */
  hosts: readonly string[];
}
