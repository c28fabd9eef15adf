import { Migration } from '@mikro-orm/migrations';

/** What is kept for a time only goes by whole months. */
export class Migration20261122000062_retention extends Migration {
  override name = 'Migration20261122000062_retention';

  override up(): void {
    // Drops the partitions <parent>_YYYYMM of months that ended before "before"; returns their names.
    this.addSql(`
      create function drop_partitions(parent text, before timestamptz) returns setof text language plpgsql as $$
      declare
        child text;
      begin
        for child in
          select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
          where i.inhparent = parent::regclass and c.relname ~ ('^' || parent || '_[0-9]{6}$')
            and (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month') at time zone 'UTC' <= before
          order by 1
        loop
          execute format('drop table %I', child);
          return next child;
        end loop;
      end $$`);
  }
}
