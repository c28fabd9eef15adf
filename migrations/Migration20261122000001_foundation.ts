import { Migration } from '@mikro-orm/migrations';

/** Tables that every room leans on: audit trail, organizations, API keys, outbox, idempotency. */
export class Migration20261122000001_foundation extends Migration {
  override name = 'Migration20261122000001_foundation';

  override up(): void {
    this.addSql(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end $$`);
    // Caches on every node forget what changed: NOTIFY changed_<table> with the row's id.
    this.addSql(`
      create function notify_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('changed_' || tg_table_name, coalesce(new.id, old.id)::text);
        return null;
      end $$`);

    this.addSql(`
      create table audit_event (
        id uuid primary key,
        at timestamptz not null,
        actor_id uuid null,
        actor_name text not null,
        actor_role text not null,
        action text not null,
        object_kind text not null,
        object_id text not null,
        organization_id uuid null,
        detail jsonb not null
      )`);
    this.addSql(`create index audit_event_object on audit_event (object_kind, object_id, id)`);
    this.addSql(`create index audit_event_organization on audit_event (organization_id, id)`);
    this.addSql(
      `create trigger audit_event_append_only before update or delete on audit_event for each row execute function refuse_change()`,
    );
    this.addSql(
      `create trigger audit_event_no_truncate before truncate on audit_event for each statement execute function refuse_change()`,
    );

    this.addSql(`
      create table organization (
        id uuid primary key,
        legal_name text not null,
        kind text not null check (kind in ('legal', 'natural')),
        national_id text not null,
        contact jsonb not null,
        particulars jsonb not null default '{}',
        locale text not null check (locale in ('fa', 'en')),
        status text not null check (status in ('active', 'suspended')),
        status_reason text null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version int not null default 1
      )`);
    this.addSql(`create index organization_national_id on organization (national_id)`);
    this.addSql(
      `create trigger organization_changed after update or delete on organization for each row execute function notify_change()`,
    );

    this.addSql(`
      create table api_key (
        id uuid primary key,
        organization_id uuid null,
        role text not null check (role in ('admin', 'reviewer', 'auditor', 'gateway', 'business')),
        name text not null,
        key_hash text not null constraint api_key_hash_unique unique,
        created_at timestamptz not null,
        revoked_at timestamptz null
      )`);
    this.addSql(
      `create trigger api_key_changed after update or delete on api_key for each row execute function notify_change()`,
    );

    this.addSql(`
      create table outbox (
        id uuid primary key,
        kind text not null,
        payload jsonb not null,
        key text null constraint outbox_key_unique unique,
        priority smallint not null,
        not_before timestamptz not null,
        tries int not null,
        claimed_until timestamptz null,
        last_error text null,
        created_at timestamptz not null,
        done_at timestamptz null
      )`);
    this.addSql(`create index outbox_open on outbox (priority, not_before) where done_at is null`);

    this.addSql(`
      create table idempotency_record (
        id text primary key,
        request_hash text not null,
        status smallint null,
        body text null,
        locked_until timestamptz not null,
        created_at timestamptz not null
      )`);
    this.addSql(`create index idempotency_record_created on idempotency_record (created_at)`);
  }
}
