import { Migration } from '@mikro-orm/migrations';

/** Hash partitions of the tables that grow with the number of subscribers. */
const PARTITIONS = 8;

/**
 * The consent ledger: entries (append-only), the people they are about, what follows from them, and block lists.
 *
 * An entry names its subject by a number; the MSISDN and the subject's key are in `consent_subject` alone, so that
 * erasing that row erases the person and no entry is ever changed.
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
      ) partition by hash (msisdn)`);
    this.#partition('consent_subject');
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
      ) partition by hash (subject_id)`);
    this.#partition('consent_entry');
    this.addSql(`create index consent_entry_seq on consent_entry (seq)`);
    this.addSql(
      `create trigger consent_entry_append_only before update or delete on consent_entry for each row execute function refuse_change()`,
    );
    this.addSql(
      `create trigger consent_entry_no_truncate before truncate on consent_entry for each statement execute function refuse_change()`,
    );
    // A truncate of one partition does not fire the trigger of the whole table.
    for (let part = 0; part < PARTITIONS; part++)
      this.addSql(
        `create trigger consent_entry_no_truncate before truncate on consent_entry_${part} for each statement execute function refuse_change()`,
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
      ) partition by hash (msisdn)`);
    this.#partition('consent_state');
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
        primary key (msisdn_hash, organization_id, channel, purpose, sender_id)
      )`);
  }

  #blocklists(): void {
    this.addSql(`
      create table blocklist (
        name text primary key,
        entries bigint not null,
        updated_at timestamptz not null
      )`);
    this.addSql(`
      create table blocklist_entry (
        number bigint not null,
        list text not null,
        primary key (number, list)
      ) partition by hash (number)`);
    this.#partition('blocklist_entry');
  }

  #partition(table: string): void {
    for (let part = 0; part < PARTITIONS; part++)
      this.addSql(
        `create table ${table}_${part} partition of ${table} for values with (modulus ${PARTITIONS}, remainder ${part})`,
      );
  }
}
