import { Migration } from '@mikro-orm/migrations';

/** Decisions, in monthly partitions; the functions that make and name partitions by UUIDv7 serve other tables, too. */
export class Migration20261122000003_decision extends Migration {
  override name = 'Migration20261122000003_decision';

  override up(): void {
    // The smallest UUIDv7 of an instant: ids are ordered by time, so a range of ids is a range of time.
    this.addSql(`
      create function uuid_floor(at timestamptz) returns uuid language sql immutable parallel safe as $$
        select (lpad(to_hex(floor(extract(epoch from at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
      $$`);
    // Partitions <parent>_YYYYMM for the month of "from" and the "months" after it; those that exist are left alone.
    this.addSql(`
      create function ensure_partitions(parent text, first timestamptz, months int) returns void language plpgsql as $$
      declare
        month timestamptz := date_trunc('month', first at time zone 'UTC') at time zone 'UTC';
        next_month timestamptz;
        name text;
      begin
        for i in 0..months loop
          next_month := (month at time zone 'UTC' + interval '1 month') at time zone 'UTC';
          name := parent || '_' || to_char(month at time zone 'UTC', 'YYYYMM');
          if to_regclass(name) is null then
            execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
              name, parent, uuid_floor(month), uuid_floor(next_month));
          end if;
          month := next_month;
        end loop;
      end $$`);
    // json and not jsonb: written once per decision, read seldom, never searched inside.
    this.addSql(`
      create table decision (
        id uuid not null primary key,
        organization_id uuid null,
        sender_id uuid null,
        msisdn text null,
        outcome text not null,
        category text not null,
        text_sha256 text not null,
        pack text not null,
        ledger_seq bigint not null,
        batch_id uuid null,
        released boolean not null default false,
        body json not null
      ) partition by range (id)`);
    this.addSql(
      `comment on column decision.released is 'it says hold, and a person let the message go: caps count it as accepted'`,
    );
    this.addSql(`create index decision_recipient on decision (msisdn, organization_id, id)`);
    this.addSql(`create index decision_organization on decision (organization_id, id)`);
    this.addSql(`select ensure_partitions('decision', now(), 2)`);

    this.addSql(`
      create table decision_batch (
        id uuid not null primary key,
        organization_id uuid null,
        body json not null
      ) partition by range (id)`);
    this.addSql(`select ensure_partitions('decision_batch', now(), 2)`);
  }
}
