import { Migration } from '@mikro-orm/migrations';

/** Which mails were sent, by the event that they tell of; no address is kept. */
export class Migration20261122000092_mail_deliveries extends Migration {
  override name = 'Migration20261122000092_mail_deliveries';

  override up(): void {
    this.addSql(`
      create table mail_delivery (
        key text primary key,
        status text not null check (status in ('sending', 'sent', 'failed', 'refused', 'uncertain')),
        tries int not null,
        message_id text null,
        last_error text null,
        claimed_at timestamptz not null,
        settled_at timestamptz null
      )`);
    this.addSql(`create index mail_delivery_claimed on mail_delivery (claimed_at)`);
  }
}
