import { readFileSync } from 'node:fs';
import { fitLogistic } from '#src/content/training/logistic.ts';
import { foldsOfTexts } from '#src/content/training/validate.ts';
import { featuresOf } from '#src/text/revocation/features.ts';
import { BUCKETS } from '#src/text/revocation/hash.ts';
import { HEADS, type Head, type Model, modelOf, oddsOf, type Thresholds } from '#src/text/revocation/model.ts';
import { hasPhrase, type Revocation, readable } from '#src/text/revocation.ts';

/** A labelled reply; `dev` is of the hand that wrote the phrases and of their time, `since` came after them. */
export type Line = {
  readonly label: Revocation;
  readonly lang: string;
  readonly split: 'dev' | 'since';
  readonly text: string;
};
/** A reply as the model sees it. */
export type Prepared = { readonly line: Line; readonly read: string; readonly features: Uint32Array };

const PENALTY = 0.03;
const FOLDS = 8;
/** What each mistake costs: to lose a request is bad, to stop what somebody wants is worse, a person's time is cheap. */
const COST: Readonly<Record<Revocation, Readonly<Record<Revocation, number>>>> = {
  revoke: { revoke: 0, unclear: 0.5, none: 1 },
  unclear: { revoke: 0.5, unclear: 0, none: 0.5 },
  none: { revoke: 1.5, unclear: 0.6, none: 0 },
};
/** A phrase never outweighs a model that is sure: strangers' words fool it more often than ours. */
const MOST_FOR_PHRASE = 2;
const UNDECIDED: Thresholds = { phrase: 0, revoke: 0, none: 0 };

/** The replies that are trained on, in the order of the corpus. */
export function trainingReplies(): Prepared[] {
  return readFileSync(new URL('../../test/corpora/revocations.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((source) => {
      const line = JSON.parse(source) as Line;
      const read = readable(line.text);
      return { line, read, features: featuresOf(read) };
    });
}

/** Fits both heads; the same replies in the same order give the same model to the last bit. */
export function train(replies: readonly Prepared[], thresholds: Thresholds): Model {
  const fitHead = (head: Head) =>
    fitLogistic(
      replies.map(({ line, features }) => ({
        buckets: features,
        features: features.length,
        label: line.label === head,
        weight: 1,
      })),
      BUCKETS,
      PENALTY,
    );
  return modelOf({ revoke: fitHead('revoke'), none: fitHead('none') }, thresholds);
}

/** A reply as it was judged by a model that had not seen it, nor anything like it. */
export type Judged = { readonly line: Line; readonly odds: Record<Head, number>; readonly phrase: boolean };

/** Judges each reply by a model trained without its fold; near-identical replies share one. */
export function crossJudge(replies: readonly Prepared[]): Judged[] {
  const fold = foldsOfTexts(
    replies.map(({ read }) => read),
    FOLDS,
  );
  const judged: Judged[] = [];
  for (let k = 0; k < FOLDS; k += 1) {
    const model = train(
      replies.filter((_, i) => fold[i] !== k),
      UNDECIDED,
    );
    for (const { line, read, features } of replies.filter((_, i) => fold[i] === k)) {
      const [revoke, none] = HEADS.map((head) => oddsOf(model, head, features));
      judged.push({ line, odds: { revoke: revoke!, none: none! }, phrase: hasPhrase(read) });
    }
  }
  return judged;
}

/** The verdict that thresholds make of what was judged. */
export function verdictOf({ odds, phrase }: Judged, at: Thresholds): Revocation {
  if (odds.revoke + (phrase ? at.phrase : 0) > at.revoke) return 'revoke';
  return odds.none > at.none ? 'none' : 'unclear';
}

/** The thresholds that cost least on replies written after the phrases, which know those before them by heart. */
export function cheapest(judged: readonly Judged[]): Thresholds {
  const fresh = judged.filter(({ line }) => line.split === 'since');
  let best = UNDECIDED;
  let least = Number.POSITIVE_INFINITY;
  for (let phrase = 0; phrase <= MOST_FOR_PHRASE; phrase += 0.5) {
    for (let revoke = -2; revoke <= 3; revoke += 0.25) {
      for (let none = -3; none <= 2; none += 0.25) {
        const at = { phrase, revoke, none };
        const cost = fresh.reduce((sum, one) => sum + COST[one.line.label][verdictOf(one, at)], 0);
        if (cost < least) [best, least] = [at, cost];
      }
    }
  }
  return best;
}
