import { Migration } from '@mikro-orm/migrations';

const statuses = `'draft', 'submitted', 'in_review', 'changes_requested', 'rejected', 'withdrawn', 'approved', 'active', 'suspended', 'expired', 'revoked'`;

/** The life cycle at the time of this migration: from, move, to. A test compares it with the table in the code. */
const moves = [
  ['draft', 'submit', 'submitted'],
  ['draft', 'withdraw', 'withdrawn'],
  ['submitted', 'claim', 'in_review'],
  ['submitted', 'withdraw', 'withdrawn'],
  ['in_review', 'claim', 'in_review'],
  ['in_review', 'release', 'submitted'],
  ['in_review', 'endorse', 'submitted'],
  ['in_review', 'approve', 'approved'],
  ['in_review', 'reject', 'rejected'],
  ['in_review', 'request_changes', 'changes_requested'],
  ['in_review', 'withdraw', 'withdrawn'],
  ['changes_requested', 'submit', 'submitted'],
  ['changes_requested', 'withdraw', 'withdrawn'],
  ['approved', 'activate', 'active'],
  ['approved', 'suspend', 'suspended'],
  ['approved', 'expire', 'expired'],
  ['approved', 'revoke', 'revoked'],
  ['approved', 'withdraw', 'withdrawn'],
  ['active', 'suspend', 'suspended'],
  ['active', 'expire', 'expired'],
  ['active', 'revoke', 'revoked'],
  ['active', 'withdraw', 'withdrawn'],
  ['suspended', 'reinstate', 'approved'],
  ['suspended', 'expire', 'expired'],
  ['suspended', 'revoke', 'revoked'],
  ['expired', 'renew', 'approved'],
  ['expired', 'revoke', 'revoked'],
  ['expired', 'withdraw', 'withdrawn'],
];

/** Senders: applications, life cycle, operators, ownership of fixed lines, declared audiences, documents. */
export class Migration20261122000020_senders extends Migration {
  override name = 'Migration20261122000020_senders';

  override up(): void {
    this.lifeCycle();
    this.senders();
    this.applications();
    this.operators();
    this.ownership();
    this.audiences();
    this.use();
    this.documents();
    this.notifications();
  }

  private lifeCycle(): void {
    this.addSql(
      `create table sender_move (from_status text not null, move text not null, to_status text not null, primary key (from_status, move, to_status))`,
    );
    const rows = moves.map((row) => `(${row.map((part) => `'${part}'`).join(', ')})`).join(', ');
    this.addSql(`insert into sender_move (from_status, move, to_status) values ${rows}`);
    this.addSql(`
      create function check_sender_move() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.status <> 'draft' then
            raise exception '% begins as a draft', tg_table_name using errcode = 'check_violation';
          end if;
        elsif new.status <> old.status and not exists (
          select from sender_move where from_status = old.status and to_status = new.status
        ) then
          raise exception '% cannot go from % to %', tg_table_name, old.status, new.status using errcode = 'check_violation';
        end if;
        return new;
      end $$`);
  }

  private senders(): void {
    this.addSql(`
      create table sender (
        id uuid primary key,
        organization_id uuid not null,
        kind text not null check (kind in ('fixed_line', 'masked', 'long_number', 'short_code')),
        address text not null,
        key text not null,
        shared_keyword text null check (shared_keyword is null or kind = 'short_code'),
        skeleton text null,
        line_class text not null check (line_class in ('service', 'promotional')),
        subjects jsonb not null,
        sample_messages jsonb not null,
        requested_operators jsonb not null,
        allow_links boolean not null,
        templates_only boolean not null default false,
        hosts jsonb not null,
        opt_out_keyword text null,
        status text not null check (status in (${statuses})),
        status_reason text null,
        suspended_for text null check (suspended_for in ('decision', 'dormancy', 'ownership')),
        warnings jsonb not null,
        reviewers_needed smallint not null,
        submitted_at timestamptz null,
        approved_at timestamptz null,
        expires_at timestamptz null,
        ownership_proved_at timestamptz null,
        audience_id uuid null,
        paused_at timestamptz null,
        paused_reason text null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version int not null default 1
      )`);
    this.addSql(
      `create unique index sender_key_unique on sender (key) where status not in ('rejected', 'withdrawn', 'revoked')`,
    );
    this.addSql(`create index sender_key on sender (key, id)`);
    this.addSql(`create index sender_short_code on sender (address) where kind = 'short_code'`);
    this.addSql(`create index sender_organization on sender (organization_id, id)`);
    this.addSql(`create index sender_status on sender (status, id)`);
    this.addSql(
      `create index sender_expiry on sender (expires_at) where status in ('approved', 'active', 'suspended')`,
    );
    this.addSql(`create index sender_stale_draft on sender (updated_at) where status = 'draft'`);
    this.addSql(
      `create index sender_proof on sender (ownership_proved_at) where kind = 'fixed_line' and status in ('approved', 'active')`,
    );
    this.addSql(
      `create trigger sender_move_known before insert or update of status on sender for each row execute function check_sender_move()`,
    );
    // Masked names by what a reader takes them for: every key of a name, and of each name that differs by one letter.
    this.addSql(`
      create table sender_name (
        sender_id uuid primary key references sender (id),
        skeleton text not null,
        keys text[] not null
      )`);
    this.addSql(`create index sender_name_keys on sender_name using gin (keys) with (fastupdate = off)`);
    // The planner takes each key for far more common than it is and would read the whole table: in here it may not.
    this.addSql(`
      create function sender_names_sharing(wanted text[]) returns table (sender_id uuid, skeleton text)
      language sql stable rows 20 set enable_seqscan = off
      as $$ select n.sender_id, n.skeleton from sender_name n where n.keys && wanted $$`);
    this.addSql(`
      create table sender_transition (
        id uuid primary key,
        sender_id uuid not null,
        application_number int not null,
        at timestamptz not null,
        actor_id uuid null,
        actor_name text not null,
        actor_role text not null,
        from_status text null,
        to_status text not null check (to_status in (${statuses})),
        move text not null,
        why text null,
        constraint sender_transition_move foreign key (from_status, move, to_status) references sender_move (from_status, move, to_status)
      )`);
    this.addSql(`create index sender_transition_sender on sender_transition (sender_id, id)`);
    this.addSql(
      `create trigger sender_transition_append_only before update or delete on sender_transition for each row execute function refuse_change()`,
    );
    this.addSql(
      `create trigger sender_transition_no_truncate before truncate on sender_transition for each statement execute function refuse_change()`,
    );
  }

  private applications(): void {
    this.addSql(`
      create table sender_application (
        id uuid primary key,
        sender_id uuid not null,
        number int not null,
        status text not null check (status in (${statuses})),
        content jsonb not null,
        claimed_by text null,
        claimed_by_name text null,
        claimed_until timestamptz null,
        approvals jsonb not null,
        findings jsonb not null,
        note text null,
        created_at timestamptz not null,
        submitted_at timestamptz null,
        decided_at timestamptz null,
        version int not null default 1,
        constraint sender_application_number_unique unique (sender_id, number)
      )`);
    this.addSql(
      `create unique index sender_application_open_unique on sender_application (sender_id) where status in ('draft', 'submitted', 'in_review', 'changes_requested')`,
    );
    this.addSql(
      `create index sender_application_queue on sender_application (submitted_at, id) where status in ('submitted', 'in_review')`,
    );
    this.addSql(
      `create trigger sender_application_move_known before insert or update of status on sender_application for each row execute function check_sender_move()`,
    );
  }

  private operators(): void {
    this.addSql(`
      create table sender_operator (
        id uuid primary key,
        sender_id uuid not null,
        operator text not null,
        status text not null check (status in ('pending', 'active', 'rejected', 'suspended')),
        line_class text not null check (line_class in ('service', 'promotional')),
        reference text null,
        note text null,
        opened_at timestamptz not null,
        changed_at timestamptz not null,
        version int not null default 1,
        constraint sender_operator_unique unique (sender_id, operator)
      )`);
    this.addSql(`create index sender_operator_pending on sender_operator (opened_at) where status = 'pending'`);
  }

  private ownership(): void {
    this.addSql(`
      create table ownership_proof (
        id uuid primary key,
        sender_id uuid not null,
        status text not null check (status in ('open', 'proved', 'closed')),
        wrong_codes smallint not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        called_at timestamptz null,
        ended_at timestamptz null
      )`);
    this.addSql(`create index ownership_proof_sender on ownership_proof (sender_id, id)`);
    this.addSql(`create unique index ownership_proof_open_unique on ownership_proof (sender_id) where status = 'open'`);
  }

  private audiences(): void {
    this.addSql(`
      create table sender_audience (
        id uuid primary key,
        sender_id uuid not null,
        number int not null,
        status text not null check (status in ('loading', 'ready', 'replaced', 'failed')),
        hash_key bytea not null,
        members int not null,
        created_at timestamptz not null,
        ready_at timestamptz null,
        constraint sender_audience_number_unique unique (sender_id, number)
      )`);
    this.addSql(
      `create table sender_audience_member (audience_id uuid not null, hash bytea not null, primary key (audience_id, hash))`,
    );
  }

  private use(): void {
    // Apart from `sender`: it changes daily and no cache depends on it.
    this.addSql(`create table sender_use (sender_id uuid primary key, last_used_on date not null)`);
    this.addSql(`create index sender_use_day on sender_use (last_used_on)`);
    this.addSql(`
      create table sender_reminder (
        sender_id uuid not null,
        what text not null,
        due_at timestamptz not null,
        days int not null,
        told_at timestamptz not null,
        primary key (sender_id, what, due_at, days)
      )`);
  }

  private documents(): void {
    this.addSql(`
      create table document (
        id uuid primary key,
        organization_id uuid not null,
        sender_id uuid not null,
        type text not null,
        file_name text not null,
        media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
        size int not null,
        sha256 text not null,
        pages int null,
        uploaded_by text not null,
        uploaded_at timestamptz not null,
        expires_at timestamptz null,
        decision text null check (decision in ('accepted', 'refused')),
        decision_code text null,
        decision_note text null,
        decided_by text null,
        decided_at timestamptz null,
        removed_at timestamptz null,
        version int not null default 1
      )`);
    this.addSql(`create index document_sender on document (sender_id, id)`);
    this.addSql(`create index document_sha256 on document (sha256)`);
    this.addSql(`create index document_expiry on document (expires_at) where removed_at is null`);
  }

  private notifications(): void {
    // Caches are by key: `changed_sender` carries the key of the sender whose snapshot changed, '' for all of them.
    this.addSql(`
      create function notify_sender_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('changed_sender', coalesce(new.key, old.key));
        return null;
      end $$`);
    this.addSql(
      `create trigger sender_changed after insert or update or delete on sender for each row execute function notify_sender_change()`,
    );
    this.addSql(`
      create function notify_sender_operator_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('changed_sender', key) from sender where id = coalesce(new.sender_id, old.sender_id);
        return null;
      end $$`);
    this.addSql(
      `create trigger sender_operator_changed after insert or update or delete on sender_operator for each row execute function notify_sender_operator_change()`,
    );
    this.addSql(`
      create function notify_sender_of_organization() returns trigger language plpgsql as $$
      begin
        perform pg_notify('changed_sender', '');
        return null;
      end $$`);
    this.addSql(
      `create trigger organization_changed_senders after update of status, legal_name on organization for each row
       when (old.status is distinct from new.status or old.legal_name is distinct from new.legal_name)
       execute function notify_sender_of_organization()`,
    );
  }
}
