import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it gets, and answers recipients as it is told. */
export async function smtpServer(
  answer: (to: string) => number = () => 250,
  afterData: 'accept' | 'drop' | 'defer' = 'accept',
) {
  const mails: string[] = [];
  const logins: string[] = [];
  const server = new SMTPServer({
    hideSTARTTLS: true,
    authOptional: true,
    disableReverseLookup: true,
    onAuth(auth, _session, callback) {
      logins.push(`${auth.username}:${auth.password}`);
      if (auth.password === 'right') return callback(null, { user: auth.username });
      callback(new Error('no'));
    },
    onRcptTo(address, _session, callback) {
      const code = answer(address.address);
      callback(code < 400 ? null : Object.assign(new Error('no'), { responseCode: code }));
    },
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString());
        if (afterData === 'drop') for (const open of server.connections) open.close();
        else if (afterData === 'defer') callback(Object.assign(new Error('later'), { responseCode: 451 }));
        else callback();
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { mails, logins, port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
