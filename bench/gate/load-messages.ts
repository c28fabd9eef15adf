// Sends messages from a process of its own: `node load-messages.ts URL KEY MESSAGES CONNECTIONS CALLBACK`; prints a line of JSON.
import autocannon from 'autocannon';

const [url = '', key = '', messages = '1000', connections = '32', callbackUrl = ''] = process.argv.slice(2);
let n = 0;
const result = await autocannon({
  url,
  connections: Number(connections),
  amount: Number(messages),
  requests: [
    {
      method: 'POST',
      path: new URL(url).pathname,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      setupRequest: (request) => {
        n++;
        const to = `+98912${1_000_000 + (n % 1_000_000)}`;
        const text = `سفارش شما ثبت شد. کد پیگیری: ${n}`;
        return {
          ...request,
          body: JSON.stringify({ sender: '021-42750000', to, category: 'transactional', text, callbackUrl }),
        };
      },
    },
  ],
});
console.log(JSON.stringify({ done: result['2xx'], bad: result.non2xx + result.errors }));
