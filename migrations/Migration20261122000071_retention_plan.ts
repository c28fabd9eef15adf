import { Migration } from '@mikro-orm/migrations';

/** What is dropped is listed by one function, so that a plan and the deed cannot differ. */
export class Migration20261122000071_retention_plan extends Migration {
  override name = 'Migration20261122000071_retention_plan';

  override up(): void {
    // Monthly partitions <parent>_YYYYMM all of whose rows are older than an instant.
    this.addSql(`
      create function partitions_before(parent text, before timestamptz) returns setof regclass
      language sql stable as $$
        select c.oid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = parent::regclass and c.relname ~ ('^' || parent || '_[0-9]{6}$')
          and (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month') at time zone 'UTC' <= before
        order by c.relname
      $$`);
    this.addSql(`
      create or replace function drop_partitions(parent text, before timestamptz) returns setof text
      language plpgsql as $$
      declare
        child regclass;
      begin
        for child in select partitions_before(parent, before) loop
          return next child::text;
          execute format('drop table %s', child);
        end loop;
      end $$`);
  }
}
