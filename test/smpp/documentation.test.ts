import { readFile } from 'node:fs/promises';
import test from 'ava';
import { optionReaders } from '#src/smpp/route-options.ts';

const page = await readFile(new URL('../../docs/smsc-behaviours.md', import.meta.url), 'utf8');
const zoo = await readFile(new URL('zoo.test.ts', import.meta.url), 'utf8');

/** The first cells of the table rows under a heading. */
function firstCells(heading: string): string[] {
  const section = page.split('\n## ').find((text) => text.startsWith(heading)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  return rows.slice(1).map((row) => row.split('|')[1]?.trim() ?? '');
}

test('every behaviour in the table is a test, and every test of the zoo is in the table', (t) => {
  const told = firstCells('The zoo')
    .flatMap((cell) => cell.split(', '))
    .sort();
  const titles = Array.from(zoo.matchAll(/test\((['`])(.*?)[:,] /g), ([, , title]) => title ?? '');
  const expanded = titles.flatMap((title) =>
    title.includes('$' + '{name}')
      ? ['ESME_RTHROTTLED', 'ESME_RMSGQFUL'].map((name) => title.replace('$' + '{name}', name))
      : [title.replace(/ \(\$\{base\}\)$/, '')],
  );
  t.deepEqual(told, expanded.sort());
});

test('every option of a route is in the table, and no other', (t) => {
  const told = firstCells("A route's URL").flatMap((cell) =>
    Array.from(cell.matchAll(/`([\w.]+)`/g), ([, name]) => name),
  );
  t.deepEqual(told.sort(), Object.keys(optionReaders).sort());
});
