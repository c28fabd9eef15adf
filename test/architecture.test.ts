import { readFileSync } from 'node:fs';
import test from 'ava';
import { breaches, readFloors, readSources } from '#test/support/imports.ts';

const floors = readFloors(readFileSync('docs/architecture.md', 'utf8'));

test('the table names four floors', (t) => {
  t.deepEqual(
    floors.map((rooms) => rooms[0]),
    ['kernel', 'db', 'audit', 'web'],
  );
});

test('every import of the source goes down, through a room’s index', (t) => {
  t.deepEqual(breaches(readSources('src'), floors), []);
});

test('each kind of breach is found in the fixtures that commit it', (t) => {
  const found = breaches(readSources('test/fixtures/architecture/src'), floors);
  t.deepEqual(
    found.sort(),
    [
      'gate/by-path.ts: imports ../text/inner.ts by a relative path',
      "gate/by-path.ts: imports #src/text/inner.ts, not the room's index.ts",
      'gate/environment.ts: reads process.env',
      'senders/transport.ts: imports koa',
      'senders/upwards.ts: imports gate, which is above it',
      'text/clock.ts: is not pure: Date.now',
      'text/file.ts: imports node:fs',
      'text/utils.ts: has a name that says nothing',
      'text/utils.ts: is longer than 300 lines',
      'unknown/index.ts: is in a room that the table does not name',
    ].sort(),
  );
});
