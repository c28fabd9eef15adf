import { Migration } from '@mikro-orm/migrations';

const statuses = `'draft', 'submitted', 'in_review', 'changes_requested', 'approved', 'paused', 'rejected', 'withdrawn'`;

/** The life cycle of templates at the time of this migration; a test compares it with the table in the code. */
const moves = [
  ['draft', 'submit', 'submitted'],
  ['draft', 'withdraw', 'withdrawn'],
  ['submitted', 'claim', 'in_review'],
  ['submitted', 'approve', 'approved'],
  ['submitted', 'reject', 'rejected'],
  ['submitted', 'request_changes', 'changes_requested'],
  ['submitted', 'withdraw', 'withdrawn'],
  ['in_review', 'claim', 'in_review'],
  ['in_review', 'release', 'submitted'],
  ['in_review', 'approve', 'approved'],
  ['in_review', 'reject', 'rejected'],
  ['in_review', 'request_changes', 'changes_requested'],
  ['in_review', 'withdraw', 'withdrawn'],
  ['changes_requested', 'submit', 'submitted'],
  ['changes_requested', 'withdraw', 'withdrawn'],
  ['approved', 'pause', 'paused'],
  ['approved', 'withdraw', 'withdrawn'],
  ['paused', 'resume', 'approved'],
  ['paused', 'withdraw', 'withdrawn'],
];

/** Message templates with their life cycle. */
export class Migration20261122000090_templates extends Migration {
  override name = 'Migration20261122000090_templates';

  override up(): void {
    this.addSql(
      `create table template_move (from_status text not null, move text not null, to_status text not null, primary key (from_status, move, to_status))`,
    );
    const rows = moves.map((row) => `(${row.map((part) => `'${part}'`).join(', ')})`).join(', ');
    this.addSql(`insert into template_move (from_status, move, to_status) values ${rows}`);
    this.addSql(`
      create table message_template (
        id uuid primary key,
        organization_id uuid not null,
        sender_id uuid not null,
        name text null,
        category text not null check (category in ('otp', 'transactional', 'alert', 'reminder', 'support', 'survey', 'vas', 'promotional')),
        text text not null,
        status text not null check (status in (${statuses})),
        note text null,
        findings jsonb not null,
        claimed_by text null,
        claimed_by_name text null,
        claimed_until timestamptz null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        submitted_at timestamptz null,
        decided_at timestamptz null,
        version int not null default 1
      )`);
    this.addSql(`create index message_template_sender on message_template (sender_id, id)`);
    this.addSql(`create index message_template_organization on message_template (organization_id, id)`);
    this.addSql(
      `create index message_template_queue on message_template (submitted_at, id) where status in ('submitted', 'in_review')`,
    );
    this.guard();
    this.notifications();
  }

  /** No step but those of the life cycle, and no new words once a reviewer has them. */
  private guard(): void {
    this.addSql(`
      create function check_template_change() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.status <> 'draft' then
            raise exception 'a template begins as a draft' using errcode = 'check_violation';
          end if;
          return new;
        end if;
        if new.status <> old.status and not exists (
          select from template_move where from_status = old.status and to_status = new.status
        ) then
          raise exception 'a template cannot go from % to %', old.status, new.status using errcode = 'check_violation';
        end if;
        if (new.text, new.category, new.sender_id) is distinct from (old.text, old.category, old.sender_id)
          and old.status not in ('draft', 'changes_requested') then
          raise exception 'the words of a template that is % do not change', old.status using errcode = 'check_violation';
        end if;
        return new;
      end $$`);
    this.addSql(
      `create trigger message_template_guard before insert or update on message_template for each row execute function check_template_change()`,
    );
  }

  /** Caches are by sender: `changed_message_template` carries the sender's id. */
  private notifications(): void {
    this.addSql(`
      create function notify_template_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('changed_message_template', coalesce(new.sender_id, old.sender_id)::text);
        return null;
      end $$`);
    this.addSql(
      `create trigger message_template_changed after insert or update or delete on message_template for each row execute function notify_template_change()`,
    );
  }
}
