import { Migration } from '@mikro-orm/migrations';

/** Webhook endpoints and what is owed to them. */
export class Migration20261122000061_webhooks extends Migration {
  override name = 'Migration20261122000061_webhooks';

  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // RFC 9562 § 5.7, for rows that a statement makes by itself: 48 bits of milliseconds, version 7, the rest random.
  `create function new_uuid7() returns uuid language sql volatile parallel safe as $$
     select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
       substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
   $$`,
  `create table webhook_endpoint (
     id uuid primary key,
     organization_id uuid null,
     url text not null,
     description text not null,
     events jsonb not null,
     secrets jsonb not null,
     allow_private boolean not null,
     status text not null check (status in ('active', 'disabled')),
     disabled_reason text null,
     created_at timestamptz not null,
     updated_at timestamptz not null,
     version int not null default 1
   )`,
  `create index webhook_endpoint_organization on webhook_endpoint (organization_id, id)`,
  `create trigger webhook_endpoint_changed after insert or update or delete on webhook_endpoint
   for each row execute function notify_change()`,
  `create table webhook_delivery (
     id uuid primary key,
     endpoint_id uuid null,
     url text null,
     organization_id uuid null,
     message_id uuid null,
     type text not null,
     body text not null,
     due_at timestamptz null,
     tries smallint not null default 0,
     last_status smallint null,
     last_error text null,
     delivered_at timestamptz null
   ) partition by range (id)`,
  `comment on column webhook_delivery.due_at is 'when it is tried next, or until when a worker has it in hand; null: it is over'`,
  `create index webhook_delivery_due on webhook_delivery (due_at) where due_at is not null`,
  `create index webhook_delivery_endpoint on webhook_delivery (endpoint_id, id) where endpoint_id is not null`,
  `select ensure_partitions('webhook_delivery', now(), 2)`,
];
