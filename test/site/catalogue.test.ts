import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { placeholders } from '#src/kernel/index.ts';
import { icon, loadCatalogue, pages } from '#src/site/index.ts';

const catalogue = loadCatalogue('templates/catalogue');
const templates = readdirSync('templates/pages', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.eta'))
  .map((name) => ({ name, text: readFileSync(join('templates/pages', name), 'utf8') }));

test('both languages have the same texts, with the same placeholders', (t) => {
  t.deepEqual([...catalogue.fa.keys()].sort(), [...catalogue.en.keys()].sort());
  for (const [key, text] of catalogue.fa)
    t.deepEqual(placeholders(text).sort(), placeholders(catalogue.en.get(key) ?? '').sort(), key);
});

test('no text is left in the other language', (t) => {
  for (const [key, text] of catalogue.fa) t.regex(text, /\p{Script=Arabic}|[۰-۹]|^[^A-Za-z]*\{/u, key);
  for (const [key, text] of catalogue.en) t.notRegex(text, /[آ-ی]/, key);
});

test('every text that a template names is in the catalogue', (t) => {
  const missing = templates.flatMap(({ name, text }) =>
    [...text.matchAll(/\bt\('([\w.]+)'/g)]
      .map((m) => m[1] ?? '')
      .filter((key) => !catalogue.fa.has(key))
      .map((key) => `${name}: ${key}`),
  );
  t.deepEqual(missing, []);
});

test('no sentence stands in a template', (t) => {
  const found = templates.flatMap(({ name, text }) =>
    (text.replaceAll(/<%[\s\S]*?%>/g, '').match(/[آ-ی]{2,}|>[^<>{}]*[A-Za-z]{3,}\s+[a-z]{2,}[^<>{}]*</g) ?? []).map(
      (it) => `${name}: ${it}`,
    ),
  );
  t.deepEqual(found, []);
});

test('every page has a path of its own and says who may see it', (t) => {
  const paths = pages.map(({ path }) => path);
  t.is(new Set(paths).size, paths.length);
  t.true(pages.every(({ access, get }) => access !== undefined && get !== undefined));
});

test('every icon that is named is in the set', (t) => {
  const sources = readdirSync('src/site', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join('src/site', name), 'utf8'));
  const named = [...sources, ...templates.map(({ text }) => text)].flatMap((text) =>
    [...text.matchAll(/(?:icon|sign)(?:: |\()'([a-z0-9-]+)'|entry\('\w+', '[^']+', '([a-z0-9-]+)'/g)].map(
      (m) => m[1] ?? m[2] ?? '',
    ),
  );
  t.true(named.length > 20);
  for (const name of new Set(named)) t.notThrows(() => icon(name), name);
});
