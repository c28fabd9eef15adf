import { Migration } from '@mikro-orm/migrations';

/** Complaints, and the pauses of senders that they led to. */
export class Migration20261122000091_complaints extends Migration {
  override name = 'Migration20261122000091_complaints';

  override up(): void {
    this.addSql(`
      create table complaint_pause (
        id uuid primary key,
        sender_id uuid not null,
        organization_id uuid not null,
        complainants int not null,
        threshold int not null,
        pack text not null,
        started_at timestamptz not null,
        until timestamptz not null,
        ended_at timestamptz null
      )`);
    this.addSql(`create index complaint_pause_sender on complaint_pause (sender_id, id)`);
    this.addSql(`
      create table complaint (
        id uuid primary key,
        organization_id uuid null,
        sender_id uuid null,
        address text not null,
        msisdn text null,
        text text null,
        received_at timestamptz not null,
        reference text null constraint complaint_reference_unique unique,
        message_id uuid null,
        decision_id uuid null,
        matched_by text null check (matched_by in ('text', 'time')),
        status text not null check (status in ('open', 'upheld', 'dismissed')),
        answer text null,
        answered_at timestamptz null,
        resolution text null,
        resolved_by text null,
        resolved_at timestamptz null,
        pause_id uuid null,
        created_by text not null,
        created_at timestamptz not null,
        version int not null default 1
      )`);
    this.addSql(`create index complaint_organization on complaint (organization_id, id)`);
    this.addSql(`create index complaint_sender on complaint (sender_id, received_at)`);
    this.addSql(`create index complaint_message on complaint (message_id) where message_id is not null`);
    this.addSql(`create index complaint_msisdn on complaint (msisdn)`);
    this.addSql(`create index complaint_pause_id on complaint (pause_id) where pause_id is not null`);
  }
}
