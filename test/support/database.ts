import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Database, openDatabase } from '#src/db/index.ts';
import { entities } from '#src/schema.ts';

/** A database of a test file's own, cloned from the migrated template. */
export interface TestDatabase extends Database {
  url: string;
  /** Closes it and drops the database. */
  drop(): Promise<void>;
}

/** Clones the template. Run tests through `npm test` (or `npm run test:one -- FILE`), which starts PostgreSQL. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const template = process.env.TEST_DATABASE_URL;
  if (!template) throw new Error('run this test with: npm run test:one -- FILE');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = template.replace('mohr_template', name);
  await onServer(template, `create database ${name} template mohr_template`);
  const db = await openDatabase(url, entities, 10);
  const drop = async () => {
    await db.close();
    await onServer(template, `drop database if exists ${name} with (force)`);
  };
  return { ...db, url, drop };
}

async function onServer(template: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: template.replace('mohr_template', 'postgres') });
  await client.connect();
  await client.query(statement);
  await client.end();
}
