import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApiKey, firstAdminLink, linkToken, listDemoLinks } from '#src/accounts/index.ts';
import { type DemoKeys, seedDemo } from '#src/demo/index.ts';
import type { House } from '#src/house.ts';
import { systemActor, toDate } from '#src/kernel/index.ts';
import type { Service } from './assemble.ts';

/** Makes what a first start needs (an admin key, the demo) and tells a person at a terminal how to begin. */
export async function welcome({ house, url }: Service): Promise<void> {
  if (url === null) return;
  const lines = [`Mohr listens on ${url} (its interface: ${url}/docs)`];
  const adminKey = await firstAdminKey(house);
  if (adminKey) lines.push('', `Admin key, shown this once: ${adminKey}`);
  const demo = house.config.demo ? await demoKeys(house) : null;
  if (demo) lines.push('', ...tour(url, demo));
  lines.push(...(await waysIn(house, url)));
  console.log(lines.join('\n'));
}

/** Addresses at which people come in: the demo's, or the one of the first admin. */
async function waysIn(house: House, url: string): Promise<string[]> {
  const { config, db, secrets, clock } = house;
  const base = config.port === 0 ? url : config.publicUrl;
  const address = (linkId: string) => `${base}/enter/${linkToken(secrets.codeKey, linkId)}`;
  const demo = config.demo ? await listDemoLinks(db.reader()) : [];
  if (demo.length > 0) {
    const doors = demo.map(({ role, linkId }) => `  ${role.padEnd(8)} ${address(linkId)}`);
    return ['', `The site: ${base}/ (English: ${base}/en). Come in as one of the demo's people:`, ...doors];
  }
  const link = await db.transact((tx) => firstAdminLink(tx, toDate(clock.now())));
  return link ? ['', `Make the first administrator of the site at (once): ${address(link.id)}`] : [];
}

/** An admin key for a service that has none; null when there is one already or the environment gives it. */
async function firstAdminKey({ config, db, clock }: House): Promise<string | null> {
  if (config.bootstrapAdminKey) return null;
  return db.transact(async (tx) => {
    await tx.execute('select pg_advisory_xact_lock(7238116)');
    const [row] = await tx.execute<{ n: number }[]>(`select count(*)::int as n from api_key where role = 'admin'`);
    if (row?.n !== 0) return null;
    const at = toDate(clock.now());
    return (await createApiKey(tx, systemActor, { role: 'admin', name: 'first admin' }, at)).key;
  });
}

/** The demo's keys: of the world seeded now, or of an earlier start of the same data folder. */
async function demoKeys(house: House): Promise<DemoKeys | null> {
  const file = join(house.config.dataDir, 'demo-keys.json');
  const seeded = await seedDemo(house, toDate(house.clock.now()));
  // Keys of invented organizations: kept in clear so that the tour works after a restart, readable by the owner alone.
  if (seeded) writeFileSync(file, JSON.stringify(seeded), { mode: 0o600 });
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function tour(url: string, keys: DemoKeys): string[] {
  const call = (path: string, body: object) =>
    `curl -s ${url}${path} -H 'Authorization: Bearer ${keys.gateway}' -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
  const otp = { sender: '021-42750000', to: '0912 123 4567', category: 'otp', text: 'کد تایید شما: 123456' };
  const promotion = 'حراج پایان فصل تا ۷۰٪ تخفیف در فروشگاه نمونه\nلغو۱۱';
  const onServiceLine = { sender: '021-42750000', to: '09121234567', category: 'transactional', text: promotion };
  const night = { dryRun: true, at: '2026-11-23T23:00:00+03:30' };
  const atNight = { sender: '30001234567', to: '09121234567', category: 'promotional', text: promotion, ...night };
  return [
    'A demo is in place: two organizations, three senders, a few consents. Its keys:',
    `  gateway  ${keys.gateway}`,
    `  business ${keys.business}`,
    `  reviewer ${keys.reviewer}`,
    '',
    'Try:',
    '# an OTP on a service line: sent, and delivered by the simulator a moment later (GET /v1/messages/<id>)',
    call('/v1/messages', otp),
    '# a promotion on the same line: denied, with every reason',
    call('/v1/check', onServiceLine),
    '# a promotion at night, to someone who agreed: deferred to the morning',
    call('/v1/check', atNight),
  ];
}
