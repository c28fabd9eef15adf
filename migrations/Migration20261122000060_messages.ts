import { Migration } from '@mikro-orm/migrations';

/**
 * Messages, the ids that SMSCs gave them, receipts that came too early, SMPP routes and their state.
 *
 * `message` and `message_part` are partitioned by month over the time inside their UUIDv7 keys: a look-up by id goes to
 * one partition, and old months are dropped whole.
 */
export class Migration20261122000060_messages extends Migration {
  override name = 'Migration20261122000060_messages';

  override up(): void {
    for (const statement of [...partitioning, ...partStates, ...tables, ...routes, ...bell]) this.addSql(statement);
  }
}

const partitioning = [
  // Messages are updated two or three times soon after they are written: room in the page keeps those updates local.
  `create function ensure_message_partitions(first timestamptz, months int) returns void language plpgsql as $$
   declare
     child text;
   begin
     perform ensure_partitions('message', first, months);
     perform ensure_partitions('message_part', first, months);
     for child in
       select c.oid::regclass::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = 'message'::regclass and c.reloptions is null
     loop
       execute format('alter table %s set (fillfactor = 70)', child);
     end loop;
   end $$`,
];

// The same rules as src/messages/part-states.rules.ts (a test compares them): here they run inside one update, on the
// row as it is when its lock is held, so that receipts handled by two processes at once lose nothing.
const partStates = [
  `create function part_state_rank(state text) returns int language sql immutable parallel safe as $$
     select case state when 'delivered' then 3 when 'undeliverable' then 2 when 'expired' then 2 when 'rejected' then 2
                       when 'submitted' then 1 else 0 end
   $$`,
  `create function merge_many_part_states(known jsonb, fresh jsonb) returns jsonb
   language sql immutable parallel safe as $$
     select known || coalesce((
       select jsonb_object_agg(f.key, f.value) from jsonb_each_text(fresh) f
       where known ->> f.key is null or part_state_rank(f.value) > part_state_rank(known ->> f.key)), '{}')
   $$`,
  `create function status_of_many_parts(states jsonb, parts int, otherwise text) returns text
   language sql immutable parallel safe as $$
     select case
       when (select count(*) from jsonb_each_text(states) s where s.value = 'delivered') >= parts then 'delivered'
       else coalesce((select s.value from jsonb_each_text(states) s where part_state_rank(s.value) = 2
                      order by s.key::int limit 1), otherwise)
     end
   $$`,
  // Most messages have one part: for them these are expressions, which PostgreSQL puts into the statement itself.
  `create function merge_part_states(known jsonb, fresh jsonb) returns jsonb language sql immutable parallel safe as $$
     select case
       when known - '1' = '{}' and fresh - '1' = '{}' then case
         when known = '{}' or part_state_rank(fresh ->> '1') > part_state_rank(known ->> '1') then fresh else known end
       else merge_many_part_states(known, fresh) end
   $$`,
  `create function status_of_parts(states jsonb, parts int, otherwise text) returns text
   language sql immutable parallel safe as $$
     select case
       when parts = 1 and states - '1' = '{}' then
         case when part_state_rank(states ->> '1') >= 2 then states ->> '1' else otherwise end
       else status_of_many_parts(states, parts, otherwise) end
   $$`,
];

const tables = [
  `create table message (
     id uuid primary key,
     organization_id uuid null,
     sender_id uuid null,
     source_address text not null,
     source_kind text not null,
     line_class text not null,
     recipient text not null,
     operator text null,
     lane text not null,
     text text not null,
     template_id uuid null,
     variables jsonb null,
     declared text null,
     category text not null,
     reference text null,
     callback_url text null,
     charset text not null,
     segments smallint not null,
     priority smallint not null check (priority between 0 and 9),
     status text not null check (status in ('queued', 'scheduled', 'held', 'submitting', 'submitted', 'delivered',
       'undeliverable', 'expired', 'rejected', 'uncertain', 'cancelled')),
     valid_until timestamptz not null,
     due_at timestamptz null,
     wake_at timestamptz null,
     tries smallint not null default 0,
     resubmits smallint not null default 0,
     route text null,
     pdus smallint null,
     part_states jsonb not null default '{}',
     smsc_ids jsonb not null default '[]',
     decision_id uuid null,
     decided_until timestamptz null,
     policy text null,
     reviewed jsonb null,
     seal text not null,
     timeline jsonb not null,
     created_by uuid null
   ) partition by range (id)`,
  `comment on column message.due_at is 'when it may be submitted; null unless queued'`,
  `comment on column message.wake_at is 'when a worker must look at it: release, end of a claim, expiry; null: never'`,
  `create index message_due on message (priority, due_at) where due_at is not null`,
  `create index message_wake on message (wake_at) where wake_at is not null`,
  `create index message_organization on message (organization_id, id)`,
  `create index message_recipient on message (recipient, id)`,

  `create table message_part (
     message_id uuid not null,
     part smallint not null,
     route text not null,
     smsc_id text not null,
     smsc_key text not null,
     recipient text not null
   ) partition by range (message_id)`,
  `create index message_part_receipt on message_part (smsc_key, message_id)`,
  `select ensure_message_partitions(now(), 2)`,

  `create table unmatched_receipt (
     id uuid primary key,
     route text not null,
     smsc_keys text[] not null,
     recipient text not null,
     state text not null,
     error_code text null,
     received_at timestamptz not null
   )`,
];

const routes = [
  `create table smpp_route (
     id uuid primary key,
     name text not null constraint smpp_route_name_unique unique,
     url text not null,
     operators jsonb not null,
     line_classes jsonb not null,
     rank smallint not null,
     weight smallint not null,
     enabled boolean not null,
     created_at timestamptz not null,
     updated_at timestamptz not null,
     version int not null default 1
   )`,
  `create trigger smpp_route_changed after insert or update or delete on smpp_route
   for each row execute function notify_change()`,
  // What each worker last said of each of its sessions; nothing is lost when a crash empties it.
  `create unlogged table smpp_route_state (
     route text not null,
     worker uuid not null,
     state jsonb not null,
     seen_at timestamptz not null,
     primary key (route, worker)
   )`,
];

// Workers hear of new work when it is committed; a poll finds it if they do not.
const bell = [
  `alter table outbox add column relayed_until timestamptz null`,
  `create function ring_outbox() returns trigger language plpgsql as $$
   begin
     perform pg_notify('outbox', '');
     return null;
   end $$`,
  `create trigger outbox_ring after insert on outbox for each statement execute function ring_outbox()`,
];
