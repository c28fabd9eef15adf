import type { TestApp } from '#test/support/app.ts';

/** How full the database is made. */
export interface Fullness {
  senders: number;
  messages: number;
}

const HOLDERS = 1000;
const anyone = (n: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${n} % ${HOLDERS}), 12, '0'))::uuid`;
/** An id of version 7 whose moment lies in the last ten days, `n` of `of` of the way to now. */
const id = (of: number) =>
  `(lpad(to_hex(floor(extract(epoch from now() - interval '10 days' * (1 - n::float8 / ${of})) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid`;

/** Rows as the service would have written them, by SQL; most messages are one organization's. */
export async function fill(app: TestApp, shop: string, line: string, { senders, messages }: Fullness): Promise<void> {
  const { pool } = app.db;
  await pool.query(`select ensure_partitions('decision', now() - interval '1 month', 2)`);
  await pool.query(`select ensure_message_partitions(now() - interval '1 month', 2)`);
  const client = await pool.connect();
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into organization (id, legal_name, kind, national_id, contact, locale, status, created_at, updated_at)
     select ${anyone('n')}, 'سازمان ' || n, 'legal', '10380284790',
       '{"name":"x","email":"x@example.com","mobile":"+989121110000"}', 'fa', 'active', now(), now()
     from generate_series(0, ${HOLDERS - 1}) n`,
  );
  await client.query(
    `insert into sender (id, organization_id, kind, address, key, line_class, subjects, sample_messages, requested_operators,
       allow_links, hosts, status, warnings, reviewers_needed, approved_at, created_at, updated_at)
     select ${id(senders)}, case when n % 20 = 0 then $1::uuid else ${anyone('n')} end, 'long_number',
       '3000' || (10000000 + n), '3000' || (10000000 + n), 'service', '[]', '[]', '[]', false, '[]',
       case when n % 50 = 0 then 'submitted' else 'approved' end, '[]', 1, now(), now(), now()
     from generate_series(1, ${senders}) n`,
    [shop],
  );
  await client.query(
    `insert into sender_application (id, sender_id, number, status, content, approvals, findings, created_at, submitted_at)
     select gen_random_uuid(), s.id, 1, s.status, '{"subjects":[],"sampleMessages":[],"requestedOperators":[],"hosts":[],"allowLinks":false,"lineClass":"service","optOutKeyword":null}', '[]', '[]', now(), now() from sender s
     where not exists (select from sender_application a where a.sender_id = s.id)`,
  );
  await client.query(
    `insert into sender_operator (id, sender_id, operator, status, line_class, opened_at, changed_at)
     select gen_random_uuid(), s.id, 'mci', 'pending', 'service', now() - interval '9 days' * random(), now()
     from sender s where s.status = 'approved' on conflict do nothing`,
  );
  await client.query(
    `insert into message (id, organization_id, sender_id, source_address, source_kind, line_class, recipient, lane, text,
       category, charset, segments, priority, status, valid_until, seal, timeline, decision_id, operator, reference)
     select ${id(messages)}, case when n % 10 < 8 then $1::uuid else ${anyone('n')} end, $2, '+982142750000',
       'fixed_line', 'service', '+98912' || (1000000 + n % 1000000), 'default', 'سفارش شما ارسال شد', 'transactional',
       'UCS2', 1, 5, case when n % 5000 = 0 then 'uncertain' when n % 25 = 0 then 'undeliverable' else 'delivered' end, now(),
       '', '[]', null, 'mci', 'R-' || n
     from generate_series(1, ${messages}) n`,
    [shop, line],
  );
  // Decisions are those that the gate has just made, at other times: their bodies are whole.
  await client.query(
    `insert into decision (id, organization_id, sender_id, msisdn, outcome, category, text_sha256, pack, ledger_seq, body)
     select ${id(messages)}, case when n % 10 < 8 then $1::uuid else ${anyone('n')} end, d.sender_id, d.msisdn, d.outcome,
       d.category, d.text_sha256, d.pack, d.ledger_seq, d.body
     from generate_series(1, ${messages}) n
       join (select *, row_number() over (order by id) as at, count(*) over () as of from
             (select * from decision where organization_id = $1 order by id limit 12) few) d on d.at = 1 + n % d.of`,
    [shop],
  );
  await client.query(
    `insert into audit_event (id, at, actor_name, actor_role, action, object_kind, object_id, organization_id, detail)
     select ${id(messages)}, now() - interval '10 days' * (1 - n::float8 / ${messages}), 'program', 'gateway', case when n % 3 = 0 then 'consent.record' else 'message.cancel' end,
       'message', n::text, case when n % 2 = 0 then $1::uuid else ${anyone('n')} end, '{}'
     from generate_series(1, ${messages / 2}) n`,
    [shop],
  );
  await client.query(
    `insert into complaint (id, organization_id, sender_id, address, msisdn, text, received_at, status, created_by, created_at)
     select ${id(20_000)}, case when n % 2 = 0 then $1::uuid else ${anyone('n')} end, $2, '+982142750000', '+98912' || (1000000 + n), 'چرا؟',
       now(), case when n % 40 = 0 then 'open' else 'dismissed' end, 'x', now()
     from generate_series(1, 20000) n`,
    [shop, line],
  );
  await client.query(
    `insert into message_template (id, organization_id, sender_id, category, text, status, findings, created_at, updated_at, submitted_at)
     select ${id(2000)}, $1, $2, 'transactional', 'سفارش {order:code} ثبت شد', case when n % 20 = 0 then 'submitted' else 'draft' end,
       '[]', now(), now(), case when n % 20 = 0 then now() end
     from generate_series(1, 2000) n`,
    [shop, line],
  );
  await client.query(
    `insert into user_account (id, email, name, role, organization_id, locale, recovery_hashes, failures, created_at, updated_at)
     select ${id(5000)}, 'u' || n || '@example.com', 'کاربر ' || n, 'business', ${anyone('n')}, 'fa', '[]', 0, now(), now()
     from generate_series(1, 5000) n`,
  );
  await client.query(
    `insert into webhook_delivery (id, endpoint_id, organization_id, type, body, tries, delivered_at)
     select ${id(100_000)}, e.id, $1, 'message.delivered', '{}', 1, now()
     from generate_series(1, 100000) n, (select id from webhook_endpoint order by id limit 1) e`,
    [shop],
  );
  await client.query('set session_replication_role = origin');
  await client.query('analyze');
  client.release();
}
