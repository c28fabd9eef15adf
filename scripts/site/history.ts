import type { TestApp } from '#test/support/app.ts';

/** Two weeks of messages and decisions of an organization, as the service would have written them: for its charts. */
export async function fillHistory(app: TestApp, organizationId: string): Promise<void> {
  const { pool } = app.db;
  await pool.query(`select ensure_partitions('decision', now() - interval '1 month', 2)`);
  await pool.query(`select ensure_message_partitions(now() - interval '1 month', 2)`);
  const sender = `(select id from sender where organization_id = $1 and status = 'active' order by id limit 1)`;
  const rows = 900;
  // Ids carry their moment; fewer messages on Fridays, and a wave in the second week.
  const moment = `now() - interval '13 days' * (1 - n::float8 / ${rows}) - interval '6 hours' * abs(sin(n))`;
  const id = `(lpad(to_hex(floor(extract(epoch from ${moment}) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid`;
  const days = `from generate_series(1, ${rows}) n where extract(dow from ${moment}) <> 5 or n % 3 = 0`;
  await pool.query(
    `insert into message (id, organization_id, sender_id, source_address, source_kind, line_class, recipient, lane, text,
       category, charset, segments, priority, status, valid_until, seal, timeline, decision_id, operator)
     select ${id}, $1, ${sender}, '+982142750000', 'fixed_line', 'service', '+98912' || (1000000 + n * 7919 % 8999999),
       'default', 'سفارش شما ارسال شد', 'transactional', 'UCS2', 1, 5,
       case when n % 17 = 0 then 'undeliverable' when n % 90 = 0 then 'expired' else 'delivered' end,
       now(), '', '[]', null, case when n % 3 = 0 then 'mtn' else 'mci' end
     ${days}`,
    [organizationId],
  );
  // What was refused is what the gate refused just now, at other times.
  await pool.query(
    `insert into decision (id, organization_id, sender_id, msisdn, outcome, category, text_sha256, pack, ledger_seq, body)
     select ${id}, d.organization_id, d.sender_id, d.msisdn, d.outcome, d.category, d.text_sha256, d.pack, d.ledger_seq, d.body
     from generate_series(1, ${rows}) n
       join (select *, row_number() over (order by id) as at, count(*) over () as of from decision
             where organization_id = $1 and outcome = 'deny') d on d.at = 1 + (n * n / 7) % d.of
     where n % 9 = 0`,
    [organizationId],
  );
  await fillConsents(app, organizationId);
}

/** Two weeks of opt-ins and opt-outs, by way of the API: the ledger takes nothing that does not come through it. */
async function fillConsents(app: TestApp, organizationId: string): Promise<void> {
  const entry = (n: number, action: string) =>
    app.admin.post('/v1/consents', {
      msisdn: `0912${String(3_000_000 + n)}`,
      organizationId,
      action,
      purpose: 'promotional',
      channel: 'sms',
      source: 'web_form',
      ...(action === 'opt_in' ? { evidence: { text: 'باشگاه مشتریان' } } : {}),
    });
  for (let n = 0; n < 12; n++) await entry(n, 'opt_in');
  for (let n = 0; n < 3; n++) await entry(n, 'opt_out');
}
