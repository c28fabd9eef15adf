import { Migration } from '@mikro-orm/migrations';

/** Keys that all nodes share. */
export class Migration20261122000002_service_secret extends Migration {
  override name = 'Migration20261122000002_service_secret';

  override up(): void {
    this.addSql(
      `create table service_secret (name text primary key, value text not null, created_at timestamptz not null)`,
    );
  }
}
