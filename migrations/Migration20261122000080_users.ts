import { Migration } from '@mikro-orm/migrations';

/** People: accounts, their sessions, and the links that let someone in once. */
export class Migration20261122000080_users extends Migration {
  override name = 'Migration20261122000080_users';

  override up(): void {
    this.addSql(`
      create table user_account (
        id uuid primary key,
        email text not null constraint user_account_email_unique unique check (email = lower(email)),
        name text not null,
        role text not null check (role in ('admin', 'reviewer', 'auditor', 'business')),
        organization_id uuid null,
        locale text not null check (locale in ('fa', 'en')),
        password_hash text null,
        totp_secret text null,
        totp_since timestamptz null,
        totp_step int null,
        recovery_hashes jsonb not null,
        failures int not null,
        locked_until timestamptz null,
        disabled_at timestamptz null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        version int not null default 1,
        constraint user_account_organization check ((role = 'business') = (organization_id is not null))
      )`);
    this.addSql(`create index user_account_of_organization on user_account (organization_id, id)`);

    this.addSql(`
      create table user_session (
        id uuid primary key,
        user_id uuid not null references user_account (id) on delete cascade,
        token_hash text not null constraint user_session_token_unique unique,
        second_factor_at timestamptz null,
        ip text not null,
        agent text not null,
        created_at timestamptz not null,
        seen_at timestamptz not null,
        expires_at timestamptz not null,
        revoked_at timestamptz null
      )`);
    this.addSql(`create index user_session_of_user on user_session (user_id, id)`);

    this.addSql(`
      create table user_link (
        id uuid primary key,
        kind text not null check (kind in ('first_admin', 'invitation', 'reset', 'demo')),
        user_id uuid null references user_account (id) on delete cascade,
        email text null,
        role text null,
        organization_id uuid null,
        made_by text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz null
      )`);
    this.addSql(`create index user_link_of_organization on user_link (organization_id, id)`);
  }
}
