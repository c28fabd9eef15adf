// Works off one import and is killed in the middle by its test.
import { claimImport, runConsentImport } from '#src/consent/index.ts';
import { openDatabase } from '#src/db/index.ts';
import { entities } from '#src/schema.ts';

const db = await openDatabase(process.argv[2] ?? '', entities, 4);
const claimed = await claimImport(db.pool, new Date());
if (claimed) await runConsentImport(db.pool, claimed, { now: () => new Date(), stopped: () => false });
await db.close();
