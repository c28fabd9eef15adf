import { Migration } from '@mikro-orm/migrations';

/** Streams of bulk traffic (one sender, one template or none): their first batches, signals and pauses. */
export class Migration20261122000093_pacing extends Migration {
  override name = 'Migration20261122000093_pacing';

  override up(): void {
    this.addSql(`
      create table pacing_stream (
        id uuid primary key,
        sender_id uuid not null,
        template_id uuid not null,
        organization_id uuid not null,
        pack text not null,
        phase text not null check (phase in ('gathering', 'open', 'paused', 'disabled')),
        batch int not null,
        used int not null,
        started_at timestamptz not null,
        gather_until timestamptz not null,
        active_at timestamptz not null,
        judged_at timestamptz null,
        signals jsonb null,
        pauses smallint not null default 0,
        paused_at timestamptz null,
        paused_until timestamptz null,
        paused_why text null,
        claimed_until timestamptz null,
        constraint pacing_stream_key unique (sender_id, template_id)
      )`);
    this.addSql(`comment on column pacing_stream.template_id is 'the nil UUID: traffic by no template'`);
    // What every node keeps in memory; that a stream is in use or was looked at is of no interest to them.
    this.addSql(`
      create trigger pacing_stream_changed after insert or update of phase, batch, used, started_at on pacing_stream
      for each row execute function notify_change()`);
  }
}
