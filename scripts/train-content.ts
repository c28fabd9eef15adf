import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HEADS, type Head, modelText } from '#src/content/model.ts';
import { scoreWith } from '#src/content/scoring.ts';
import { type Example, parseJsonLines, parseListing } from '#src/content/training/corpus.ts';
import { holds, prepare, train } from '#src/content/training/train.ts';
import { calibrate, crossValidate } from '#src/content/training/validate.ts';

const data = fileURLToPath(new URL('../src/content/data/', import.meta.url));
const target = fileURLToPath(new URL('../src/content/model/weights.json', import.meta.url));
const CALIBRATED: readonly Head[] = ['promotional', 'fraud', 'otp'];

/** Every labelled message of the repository, in a fixed order. */
function corpus(): Example[] {
  return readdirSync(data)
    .sort()
    .flatMap((name) => {
      const source = readFileSync(data + name, 'utf8');
      return name.endsWith('.jsonl') ? parseJsonLines(source) : name.endsWith('.txt') ? parseListing(source, name) : [];
    });
}

const examples = corpus().map(prepare);
const odds = new Map(CALIBRATED.map((head) => [head, [] as number[]]));
const labels = new Map(CALIBRATED.map((head) => [head, [] as boolean[]]));
crossValidate(
  examples,
  [],
  5,
  (model, held) => {
    for (const { example, reading } of held) {
      const judged = scoreWith(model, reading);
      for (const head of CALIBRATED) {
        odds.get(head)!.push(judged.odds[head]);
        labels.get(head)!.push(holds(head, example));
      }
    }
  },
  CALIBRATED,
);
const calibration = HEADS.map((head) =>
  odds.has(head) ? calibrate(odds.get(head)!, labels.get(head)!) : ([1, 0] as const),
);
const source = modelText({ ...train(examples), calibration });
writeFileSync(target, source);
console.log(
  `${examples.length} messages, ${source.length} characters of weights, calibration ${JSON.stringify(calibration)}`,
);
