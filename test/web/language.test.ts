import test from 'ava';
import { languageOf } from '#src/web/index.ts';

const cases: [header: string | undefined, language: 'fa' | 'en'][] = [
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['de', 'en'],
  ['fa', 'fa'],
  ['fa-IR', 'fa'],
  ['FA', 'fa'],
  ['fa, en', 'fa'],
  ['en, fa', 'en'],
  ['de, fa;q=0.3', 'fa'],
  ['en-US,en;q=0.9,fa;q=0.8', 'en'],
  ['en;q=0.1,fa;q=0.9', 'fa'],
  ['fa;q=0.5 , en ; q=0.7', 'en'],
  ['fa;q=0,en', 'en'],
  ['fa;q=0', 'en'],
  ['fa;q=nonsense', 'fa'],
  ['fat, en', 'en'],
];

test('messages are in the language that the caller prefers, English when none of ours is named', (t) => {
  for (const [header, language] of cases) t.is(languageOf(header), language, header);
});
