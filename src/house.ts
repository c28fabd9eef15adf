import type { ServiceSecrets } from '#src/accounts/index.ts';
import type { Config } from '#src/config.ts';
import type { Database } from '#src/db/index.ts';
import type { FileStore } from '#src/files/index.ts';
import type { Gate } from '#src/gate/index.ts';
import type { Clock } from '#src/kernel/index.ts';
import type { Mailer } from '#src/mail/index.ts';
import type { HandOver, Pacing } from '#src/messages/index.ts';
import type { Press } from '#src/pdf/index.ts';
import type { ReasonEntry } from '#src/policy/index.ts';
import type { Transport } from '#src/queue/index.ts';
import type { Rulebook } from '#src/rulebook/index.ts';
import type { Registry } from '#src/senders/index.ts';
import type { SigningKey } from '#src/signing/index.ts';
import type { Logger, Metrics } from '#src/telemetry/index.ts';
import type { TemplateBook } from '#src/templates/index.ts';

/** What the doors are handed: made once, in `assemble.ts`. Each door names the parts that it needs with `Pick`. */
export interface House {
  config: Config;
  db: Database;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  secrets: ServiceSecrets;
  /** Signs receipts and tree heads. */
  signingKey: SigningKey;
  /** The policy packs in force. */
  rulebook: Rulebook;
  reasonCodes: readonly ReasonEntry[];
  gate: Gate;
  /** The templates of all senders, kept current. */
  templates: TemplateBook;
  /** Requirement packs, findings, operators, protected names: the registry's data. */
  registry: Registry;
  files: FileStore;
  mailer: Mailer;
  /** Draws PDFs, on a thread of its own. */
  press: Press;
  /** Says whether bulk traffic may go on. */
  pacing: Pacing;
  /** The way from acceptance to a submitter in this process. */
  handOver: HandOver;
  /** How work reaches workers: over PostgreSQL alone, or over Redis. */
  transport: Transport;
  /** The route of the configuration or of the built-in simulator; null where this process forwards nothing and has none. */
  smppUrl: string | null;
}
