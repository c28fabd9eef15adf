// The load, in a process of its own: `node load.ts URL KEY SECONDS CONNECTIONS`; prints one line of JSON.
import autocannon from 'autocannon';

const [url = '', key = '', seconds = '3', connections = '32'] = process.argv.slice(2);
let n = 0;
const result = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  requests: [
    {
      method: 'POST',
      path: new URL(url).pathname,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      setupRequest: (request) => {
        n++;
        const to = `0912${1_000_000 + (n % 10_000)}`;
        return {
          ...request,
          body: JSON.stringify({
            sender: '021-42750000',
            to,
            category: 'otp',
            text: `کد تایید شما: ${100_000 + (n % 899_999)}`,
          }),
        };
      },
    },
  ],
});
console.log(
  JSON.stringify({
    done: result['2xx'],
    bad: result.non2xx + result.errors,
    seconds: result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  }),
);
