import type { Reader } from '#src/db/index.ts';
import type { ProvisioningStatus } from './records.entity.ts';
import type { LineClass, SenderKind } from './sender.entity.ts';
import type { SenderStatus } from './sender.rules.ts';

/** What the gate must know of a sender; cached by key until `changed_sender` names that key or nothing (all). */
export interface SenderSnapshot {
  id: string;
  organizationId: string;
  organizationName: string;
  organizationSuspended: boolean;
  address: string;
  key: string;
  kind: SenderKind;
  lineClass: LineClass;
  status: SenderStatus;
  active: boolean;
  allowLinks: boolean;
  templatesOnly: boolean;
  /** Hosts that it may link to; empty: any. */
  hosts: string[];
  subjects: string[];
  optOutKeyword: string | null;
  operators: Record<string, { status: ProvisioningStatus; lineClass: LineClass }>;
  hasAudience: boolean;
  audienceVersion: number | null;
  /** Complaints keep it from sending. */
  paused: boolean;
}

interface Row {
  id: string;
  organization_id: string;
  legal_name: string;
  organization_status: string;
  address: string;
  key: string;
  kind: SenderKind;
  line_class: LineClass;
  status: SenderStatus;
  allow_links: boolean;
  templates_only: boolean;
  hosts: string[];
  subjects: string[];
  opt_out_keyword: string | null;
  operators: SenderSnapshot['operators'] | null;
  audience_number: number | null;
  paused_at: string | null;
}

/**
 * Loads the sender of a key (see `senderKey`) as the gate sees it: the one that has not ended, else the latest that
 * did; null where the key was never registered. One indexed read.
 */
export async function loadSenderByKey(reader: Reader, key: string): Promise<SenderSnapshot | null> {
  const [row] = await reader.execute<Row[]>(
    `select s.id, s.organization_id, o.legal_name, o.status as organization_status, s.address, s.key, s.kind,
       s.line_class, s.status, s.allow_links, s.templates_only, s.hosts, s.subjects, s.opt_out_keyword, s.paused_at,
       a.number as audience_number,
       (select jsonb_object_agg(p.operator, jsonb_build_object('status', p.status, 'lineClass', p.line_class))
        from sender_operator p where p.sender_id = s.id) as operators
     from sender s
       join organization o on o.id = s.organization_id
       left join sender_audience a on a.id = s.audience_id
     where s.key = ?
     order by (s.status in ('rejected', 'withdrawn', 'revoked')), s.id desc limit 1`,
    [key],
  );
  return row ? toSnapshot(row) : null;
}

function toSnapshot(row: Row): SenderSnapshot {
  return {
    id: row.id,
    organizationId: row.organization_id,
    organizationName: row.legal_name,
    organizationSuspended: row.organization_status === 'suspended',
    address: row.address,
    key: row.key,
    kind: row.kind,
    lineClass: row.line_class,
    status: row.status,
    active: row.status === 'active',
    allowLinks: row.allow_links,
    templatesOnly: row.templates_only,
    hosts: row.hosts,
    subjects: row.subjects,
    optOutKeyword: row.opt_out_keyword,
    operators: row.operators ?? {},
    hasAudience: row.audience_number !== null,
    audienceVersion: row.audience_number,
    paused: row.paused_at !== null,
  };
}
