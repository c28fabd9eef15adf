import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modelText } from '#src/text/revocation/model.ts';
import { cheapest, crossJudge, train, trainingReplies, verdictOf } from './revocations/train.ts';

const target = fileURLToPath(new URL('../src/text/revocation/weights.json', import.meta.url));

const replies = trainingReplies();
const judged = crossJudge(replies);
const thresholds = cheapest(judged);
for (const split of ['dev', 'since'] as const) {
  const counts: Record<string, number> = {};
  for (const one of judged.filter(({ line }) => line.split === split)) {
    const key = `${one.line.label} taken for ${verdictOf(one, thresholds)}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  console.log(split, counts);
}
const source = modelText(train(replies, thresholds));
writeFileSync(target, source);
console.log(`${replies.length} replies, ${source.length} characters of weights, ${JSON.stringify(thresholds)}`);
