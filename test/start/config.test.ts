import test from 'ava';
import { readConfig } from '#src/config.ts';

test('nothing set: the defaults, the embedded database and its demo', (t) => {
  t.like(readConfig({}), {
    port: 8080,
    host: '127.0.0.1',
    databaseUrl: null,
    redisUrl: null,
    dataDir: '.data',
    demo: true,
    publicUrl: 'http://127.0.0.1:8080',
    ownershipWebhook: null,
  });
});

test('an empty value counts as unset, an unknown variable is not ours', (t) => {
  t.deepEqual(readConfig({ PORT: '', DATABASE_URL: '', DEMO: '', PATH: '/bin' }), readConfig({}));
});

test('the demo is off where a database is given, unless asked for', (t) => {
  const DATABASE_URL = 'postgresql://localhost/x';
  t.false(readConfig({ DATABASE_URL }).demo);
  t.true(readConfig({ DATABASE_URL, DEMO: '1' }).demo);
});

for (const [name, value] of Object.entries({
  PORT: '80800',
  HOST: ' ',
  DATABASE_URL: 'mysql://localhost',
  REDIS_URL: 'localhost:6379',
  SMPP_URL: 'smpp://host',
  SMTP_URL: 'mail.example.com',
  BOOTSTRAP_ADMIN_KEY: 'short',
  DEMO: 'yes',
  OWNERSHIP_WEBHOOK_URL: 'ftp://x',
  PUBLIC_URL: 'example.com',
  LOG_LEVEL: 'loud',
})) {
  test(`a wrong ${name} is named in one line`, (t) => {
    const error = t.throws(() => readConfig({ [name]: value }));
    t.regex(error?.message ?? '', new RegExp(`^wrong setting: ${name} [^\\n]+$`));
  });
}

test('all wrong settings are named at once, and a password never is', (t) => {
  const error = t.throws(() =>
    readConfig({ PORT: 'x', LOG_LEVEL: 'y', SMPP_URL: 'smpp://me:secret@host:1?window=no' }),
  );
  for (const name of ['PORT', 'LOG_LEVEL', 'SMPP_URL']) t.true(error?.message.includes(name));
  t.false(error?.message.includes('secret'));
});
