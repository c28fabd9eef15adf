import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it arrived. */
export interface Arrived {
  headers: http.IncomingHttpHeaders;
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies freely
  json: any;
}

/** Receives webhooks on loopback and answers with what it is told to. */
export interface Receiver {
  url: string;
  arrived: Arrived[];
  /** Statuses of the next answers; 200 when there are none left. `hang` answers nothing. */
  answers: (number | 'hang')[];
  /** Resolves once `count` have arrived. @throws after ten seconds */
  until(count: number): Promise<Arrived[]>;
  stop(): Promise<void>;
}

/** Starts a receiver; `location` is what a redirect names. */
export async function startReceiver(location = ''): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const answers: (number | 'hang')[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    arrived.push({ headers: request.headers, body, json: JSON.parse(body) });
    const answer = answers.shift() ?? 200;
    if (answer === 'hang') return;
    response.writeHead(answer, location ? { location } : {});
    response.end('thank you');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    arrived,
    answers,
    until: async (count) => {
      const end = Date.now() + 10_000;
      while (arrived.length < count) {
        if (Date.now() > end) throw new Error(`${arrived.length} of ${count} webhooks arrived`);
        await new Promise((next) => setTimeout(next, 5));
      }
      return arrived;
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
