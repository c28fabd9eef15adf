import { Migration } from '@mikro-orm/migrations';

/** Replays of recorded traffic, the queue of held messages, and what is done once a day. */
export class Migration20261122000070_replays extends Migration {
  override name = 'Migration20261122000070_replays';

  override up(): void {
    this.addSql(`
      create table policy_replay (
        id uuid primary key,
        pack text not null,
        candidate text not null,
        digest text not null,
        organization_id uuid null,
        since timestamptz not null,
        until timestamptz not null,
        most bigint not null,
        status text not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
        step int not null default 0,
        position text null,
        total bigint null,
        tally jsonb not null,
        failure text null,
        created_by uuid null,
        created_at timestamptz not null,
        started_at timestamptz null,
        finished_at timestamptz null
      )`);
    this.addSql(`comment on column policy_replay.position is 'cursor of the next page of traffic; null: the first'`);
    this.addSql(`create index policy_replay_pack on policy_replay (pack, id)`);

    // What a batch was decided from, so that it can be decided again: recipients whose facts are alike are one kind.
    this.addSql(
      `alter table decision_batch add column sender_address text null, add column packs jsonb null, add column kinds json null`,
    );
    this.addSql(`comment on column decision_batch.packs is 'recipients by the pack that decided for them'`);

    // Few messages are held while many pass: their queue is a table of its own, kept by the database itself, so that no
    // index over the status of all messages is needed. The conditions cost a comparison for all other changes.
    this.addSql(`
      create table held_message (
        message_id uuid primary key,
        organization_id uuid null
      )`);
    this.addSql(`insert into held_message select id, organization_id from message where status = 'held'`);
    this.addSql(`create index held_message_organization on held_message (organization_id, message_id)`);
    this.addSql(`
      create function follow_held() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'DELETE' and new.status = 'held' then
          insert into held_message (message_id, organization_id) values (new.id, new.organization_id)
          on conflict (message_id) do nothing;
        else
          delete from held_message where message_id = old.id;
        end if;
        return null;
      end $$`);
    this.addSql(`
      create trigger message_held after insert on message for each row when (new.status = 'held')
      execute function follow_held()`);
    this.addSql(`
      create trigger message_held_changed after update of status on message for each row
      when (old.status is distinct from new.status and (new.status = 'held' or old.status = 'held'))
      execute function follow_held()`);
    this.addSql(`
      create trigger message_held_gone after delete on message for each row when (old.status = 'held')
      execute function follow_held()`);
  }
}
