import { machine, median, openArena } from './gate/contenders.ts';

/*
 * POST /v1/check/batch with 10,000 recipients a request, two requests at a time, every result durable before the
 * answer. The service is started as `npm start` does.
 */

const ROUNDS = 5;
const REQUESTS = 10;
const RECIPIENTS = 10_000;
const WARM_UP = 4;

const arena = await openArena();
try {
  const service = await arena.service('mohr');
  let n = 0;
  const body = (): string => {
    n++;
    return JSON.stringify({
      sender: '021-42750000',
      category: 'transactional',
      text: `سفارش شما ثبت شد. کد پیگیری: ${n}`,
      recipients: Array.from({ length: RECIPIENTS }, (_, i) => `0912${1_000_000 + ((n * RECIPIENTS + i) % 8_999_999)}`),
    });
  };
  const ask = async (one: string): Promise<void> => {
    const headers = { authorization: `Bearer ${service.key}`, 'content-type': 'application/json' };
    const response = await fetch(`${service.url}/v1/check/batch`, { method: 'POST', headers, body: one });
    const answer = (await response.json()) as { counts?: { allow: number } };
    if (answer.counts?.allow !== RECIPIENTS) throw new Error(`${response.status} ${JSON.stringify(answer.counts)}`);
  };
  for (let i = 0; i < WARM_UP; i++) await ask(body());
  const rounds: { perSecond: number; server: number; database: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bodies = Array.from({ length: REQUESTS }, body).values();
    const start = performance.now();
    const cost = await arena.cost(service, async () => {
      const client = async () => {
        for (const one of bodies) await ask(one);
      };
      await Promise.all([client(), client()]);
    });
    const recipients = REQUESTS * RECIPIENTS;
    const per = (seconds: number) => (seconds / recipients) * 1000;
    rounds.push({
      perSecond: recipients / ((performance.now() - start) / 1000),
      server: per(cost.server),
      database: per(cost.database),
    });
  }
  console.log(
    `POST /v1/check/batch, ${RECIPIENTS} recipients a request, 2 at a time; ${machine()}; ${ROUNDS} rounds of ${REQUESTS} requests after ${WARM_UP}; medians`,
  );
  console.table({
    batch: {
      'recipients/s': Math.round(median(rounds.map((r) => r.perSecond))),
      'server CPU s/1000': median(rounds.map((r) => r.server)).toFixed(4),
      'database CPU s/1000': median(rounds.map((r) => r.database)).toFixed(4),
    },
  });
} finally {
  await arena.close();
}
