import { Migration } from '@mikro-orm/migrations';

/**
 * The consent ledger: entries (append-only), the people they are about, what follows from them, and block lists.
 *
 * An entry names its subject by a number; the MSISDN and the subject's key are in `consent_subject` alone, so that
 * erasing that row erases the person and no entry is ever changed.
 *
 * The tables that grow with the number of subscribers have the subscriber first in their keys, and every statement of
 * a check carries it: that is the column to distribute them by. They are not partitioned within one server, where each
 * partition is opened and locked by every check: eight of them doubled its time in the database.
 */
export class Migration20261122000040_consent extends Migration {
  override name = 'Migration20261122000040_consent';

  override up(): void {
    this.addSql('create extension if not exists pgcrypto');
    this.#order();
    this.#subjects();
    this.#entries();
    this.#states();
    this.#blocklists();
    this.#imports();
    this.#messages();
    this.#confirmations();
    this.#tree();
  }

  /** The one row whose lock puts transactions that append into the order of their commits. */
  #order(): void {
    this.addSql(`
      create table ledger_counter (
        id smallint primary key check (id = 1),
        last bigint not null,
        recorded_at timestamptz not null
      )`);
    this.addSql(`insert into ledger_counter values (1, 0, '2000-01-01T00:00:00Z')`);
    this.addSql(`create table ledger_secret (id smallint primary key check (id = 1), key bytea not null)`);
    this.addSql(`insert into ledger_secret values (1, gen_random_bytes(32))`);
    // Pseudonym of a number or of evidence: the same wherever it is computed, useless without the secret.
    this.addSql(`
      create function ledger_keyed_hash(value text) returns bytea language sql stable parallel safe as $$
        select hmac(convert_to(value, 'UTF8'), key, 'sha256') from ledger_secret where id = 1
      $$`);
  }

  #subjects(): void {
    this.addSql(`create sequence consent_subject_id cache 100`);
    this.addSql(`
      create table consent_subject (
        msisdn text primary key,
        subject_id bigint not null default nextval('consent_subject_id'),
        key bytea not null default gen_random_bytes(32)
      )`);
    this.addSql(`create index consent_subject_by_id on consent_subject (subject_id)`);
    this.addSql(`
      create table consent_evidence (
        hash bytea primary key,
        body jsonb not null,
        first_subject_id bigint not null,
        shared boolean not null default false
      )`);
  }

  #entries(): void {
    this.addSql(`
      create table consent_entry (
        subject_id bigint not null,
        seq bigint not null,
        id uuid not null,
        organization_id uuid null,
        sender_id uuid null,
        channel text not null,
        purpose text not null,
        action text not null check (action in ('opt_in', 'opt_out', 'request', 'pause', 'resume', 'erase')),
        source text not null,
        touchpoint text null,
        evidence_hash bytea null,
        effective_at timestamptz not null,
        expires_at timestamptz null,
        recorded_at timestamptz not null,
        recorded_by uuid null,
        primary key (subject_id, seq)
      )`);
    this.addSql(`create unique index consent_entry_seq on consent_entry (seq)`);
    this.addSql(
      `create trigger consent_entry_append_only before update or delete on consent_entry for each row execute function refuse_change()`,
    );
    this.addSql(
      `create trigger consent_entry_no_truncate before truncate on consent_entry for each statement execute function refuse_change()`,
    );
  }

  #states(): void {
    // sender_id of a scope without a sender is the nil UUID: a key column cannot be null.
    this.addSql(`
      create table consent_state (
        msisdn text not null,
        organization_id uuid not null,
        channel text not null,
        purpose text not null,
        sender_id uuid not null,
        state text not null check (state in ('none', 'opted_in', 'opted_out', 'pending')),
        paused boolean not null,
        since timestamptz not null,
        expires_at timestamptz null,
        seq bigint not null,
        primary key (msisdn, organization_id, channel, purpose, sender_id)
      )`);
    // What an erased person had refused: found by keyed hash when the number is asked for again.
    this.addSql(`
      create table consent_suppression (
        msisdn_hash bytea not null,
        organization_id uuid not null,
        channel text not null,
        purpose text not null,
        sender_id uuid not null,
        since timestamptz not null,
        seq bigint not null,
        -- Keyed hashes of the evidence that was used before: the same again grants nothing.
        evidence bytea[] not null,
        primary key (msisdn_hash, organization_id, channel, purpose, sender_id)
      )`);
    // The same as entries to be folded: the refusal, and before it an opt-in on each piece of that evidence.
    this.addSql(`
      create view consent_suppressed_entry as
        select msisdn_hash, organization_id, channel, purpose, sender_id, since, seq, 'opt_out' as action,
          null::bytea as evidence_hash
        from consent_suppression
        union all
        select msisdn_hash, organization_id, channel, purpose, sender_id, since, seq - 1, 'opt_in', unnest(evidence)
        from consent_suppression`);
  }

  #blocklists(): void {
    this.addSql(`
      create table blocklist (
        name text primary key,
        entries bigint not null,
        updated_at timestamptz not null
      )`);
    // A bit for each of 2048 neighbouring numbers (E.164 without its plus): a list of a tenth of a country's numbers or
    // more takes a byte or three for each, and stays in memory as a whole. Some room in the page keeps updates local.
    this.addSql(`
      create table blocklist_page (
        page bigint not null,
        list text not null,
        numbers bit(2048) not null,
        primary key (page, list)
      ) with (fillfactor = 85)`);
    this.addSql('alter table blocklist_page alter column numbers set storage plain');
  }

  #imports(): void {
    // Also the queue of imports: one is worked off by whoever holds its claim, chunk by chunk.
    this.addSql(`
      create table import (
        id uuid primary key,
        kind text not null check (kind in ('consents', 'blocklist')),
        organization_id uuid null,
        target text null,
        format text not null check (format in ('csv', 'ndjson')),
        columns jsonb not null,
        status text not null check (status in ('uploading', 'queued', 'running', 'done', 'failed', 'cancelled')),
        rows bigint not null default 0,
        accepted bigint not null default 0,
        unchanged bigint not null default 0,
        rejected bigint not null default 0,
        chunks int not null default 0,
        next_chunk int not null default 0,
        done_bytes bigint not null default 0,
        bytes bigint not null default 0,
        failure text null,
        created_by uuid null,
        created_at timestamptz not null,
        started_at timestamptz null,
        finished_at timestamptz null,
        claimed_until timestamptz null,
        attempts int not null default 0
      )`);
    this.addSql(`create index import_open on import (created_at) where status in ('uploading', 'queued', 'running')`);
    this.addSql(`
      create table import_chunk (
        import_id uuid not null,
        n int not null,
        first_row bigint not null,
        bytes bytea not null,
        primary key (import_id, n)
      )`);
    this.addSql(`alter table import_chunk alter column bytes set storage external`);
    this.addSql(`
      create table import_error (
        import_id uuid not null,
        row_number bigint not null,
        column_name text not null,
        reason text not null,
        primary key (import_id, row_number, column_name)
      )`);
    // Not logged: what a crash empties is told by its count and loaded again.
    this.addSql(`create unlogged table blocklist_stage (import_id uuid not null, number bigint not null)`);
    this.addSql(`create index blocklist_stage_import on blocklist_stage (import_id)`);
  }

  #messages(): void {
    this.addSql(`
      create table mo_message (
        id uuid primary key,
        external_id text null,
        msisdn text not null,
        to_address text not null,
        organization_id uuid null,
        sender_id uuid null,
        text text not null,
        received_at timestamptz not null,
        recorded_at timestamptz not null,
        effect text not null check (effect in ('opt_out', 'opt_in', 'help', 'unclear', 'none')),
        entry_seq bigint null,
        acknowledge boolean not null
      )`);
    this.addSql(`create index mo_message_from on mo_message (msisdn, to_address, recorded_at)`);
    this.addSql(`create unique index mo_message_external on mo_message (external_id) where external_id is not null`);
    this.addSql(`
      create table consent_review (
        id uuid primary key,
        mo_id uuid not null constraint consent_review_mo_unique unique,
        organization_id uuid not null,
        sender_id uuid null,
        status text not null check (status in ('open', 'revoked', 'kept')),
        opened_at timestamptz not null,
        decided_at timestamptz null,
        decided_by uuid null
      )`);
    this.addSql(`create index consent_review_open on consent_review (id) where status = 'open'`);
  }

  #confirmations(): void {
    // The code itself is derived from the id and a key of the service, and stored nowhere.
    this.addSql(`
      create table consent_confirmation (
        id uuid primary key,
        kind text not null check (kind in ('opt_in', 'vas', 'window')),
        msisdn text not null,
        organization_id uuid null,
        sender_id uuid null,
        purpose text null,
        source text not null,
        touchpoint text null,
        evidence jsonb null,
        price jsonb null,
        status text not null check (status in ('open', 'confirmed', 'closed')),
        tries int not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        decided_at timestamptz null
      )`);
    this.addSql(`create index consent_confirmation_recent on consent_confirmation (msisdn, created_at)`);
  }

  /** The RFC 6962 tree: hashes of 256 neighbours a row, on the levels 0, 8, 16 …; the last row of a level grows. */
  #tree(): void {
    this.addSql(`
      create table ledger_tile (
        level smallint not null,
        index bigint not null,
        hashes bytea not null,
        primary key (level, index)
      )`);
    this.addSql(`alter table ledger_tile alter column hashes set storage external`);
    this.addSql(`
      create table ledger_head (
        size bigint primary key,
        root_hash bytea not null,
        at timestamptz not null,
        key_id text not null,
        signature text not null
      )`);
    this.addSql(
      `create trigger ledger_head_append_only before update or delete on ledger_head for each row execute function refuse_change()`,
    );
    this.addSql(
      `create trigger ledger_head_no_truncate before truncate on ledger_head for each statement execute function refuse_change()`,
    );
  }
}
