import { once } from 'node:events';
import Koa from 'koa';
import pg from 'pg';
import smpp, { type Pdu, type PduFields, type Session } from 'smpp';
import { readJson } from '#src/web/index.ts';

/**
 * The least that a gateway must do, as one would write it first with the same libraries: a row committed before the 202, a
 * submit, its id stored, the receipt stored, a webhook posted. It judges nothing, retries nothing and survives nothing.
 */
export async function startGateway(port: number, databaseUrl: string, smscUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(
    `create table message (id bigint generated always as identity primary key, recipient text, body text, status text,
       smsc_id text, callback_url text)`,
  );
  await pool.query('create index on message (smsc_id)');
  const { hostname, port: smscPort, username, password } = new URL(smscUrl);
  const session = smpp.connect({ host: hostname, port: Number(smscPort) });
  await once(session, 'connect');
  await ask(session, 'bind_transceiver', { system_id: username, password });

  async function report(pdu: Pdu): Promise<void> {
    if (!pdu.isResponse()) session.send(pdu.response());
    const id = /id:(\S+)/.exec(String((pdu.short_message as { message: string }).message))?.[1];
    const { rows } = await pool.query<{ id: string; callback_url: string }>({
      name: 'receipt',
      text: `update message set status = 'delivered' where smsc_id = $1 returning id, callback_url`,
      values: [id],
    });
    const [row] = rows;
    // The receipt may come before the id is stored: a real gateway would keep it, this one tries again.
    if (!row) return void setTimeout(() => void report(pdu), 5);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    await (
      await fetch(row.callback_url, { ...init, body: JSON.stringify({ id: row.id, status: 'delivered' }) })
    ).text();
  }
  session.on('pdu', (pdu) => void (pdu.command === 'deliver_sm' && report(pdu)));

  async function submit(id: string, to: string, text: string): Promise<void> {
    const fields = { source_addr: '12345', destination_addr: to, short_message: text, registered_delivery: 1 };
    const values = [id, String((await ask(session, 'submit_sm', fields)).message_id)];
    await pool.query({ name: 'sent', text: `update message set status = 'sent', smsc_id = $2 where id = $1`, values });
  }

  const app = new Koa();
  app.use(async (ctx) => {
    const { to = '', text = '', callbackUrl } = (await readJson(ctx.req, 1_000_000)) as Record<string, string>;
    const { rows } = await pool.query<{ id: string }>({
      name: 'accept',
      text: `insert into message (recipient, body, status, callback_url) values ($1, $2, 'queued', $3) returning id`,
      values: [to, text, callbackUrl],
    });
    const id = rows[0]?.id ?? '';
    ctx.status = 202;
    ctx.body = { id };
    void submit(id, to.replace('+', ''), text);
  });
  app.listen(port, '127.0.0.1', () => console.log('ready'));
}

const ask = (session: Session, command: string, fields: PduFields): Promise<Pdu> =>
  new Promise((answered) => session.send(new smpp.PDU(command, fields), answered));
