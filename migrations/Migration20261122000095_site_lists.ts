import { Migration } from '@mikro-orm/migrations';

/** What pages look for among a million messages and events: statuses that few are in, references, kinds of events. */
export class Migration20261122000095_site_lists extends Migration {
  override up(): void {
    this.addSql(
      `create index message_unusual on message (status, organization_id, id)
       where status in ('scheduled', 'held', 'undeliverable', 'expired', 'rejected', 'uncertain', 'cancelled')`,
    );
    this.addSql(`create index message_reference on message (reference, id) where reference is not null`);
    this.addSql(`create index audit_event_action on audit_event (action, id)`);
    this.addSql(`create index audit_event_at on audit_event using brin (at)`);
  }
}
