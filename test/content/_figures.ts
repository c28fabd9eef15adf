import { type ContentJudgement, judge } from '#src/content/index.ts';
import type { Example } from '#src/content/training/corpus.ts';
import { isLegitimate } from '#src/content/training/validate.ts';

/** A message and what the judge made of it. */
export type Judged = { readonly example: Example; readonly judged: ContentJudgement };
type Share = { readonly hit: number; readonly of: number };

function share(rows: readonly Judged[], counts: (row: Judged) => boolean): Share {
  return { hit: rows.filter(counts).length, of: rows.length };
}

export const percent = ({ hit, of }: Share): number => (of === 0 ? 0 : (100 * hit) / of);
const shown = (name: string, one: Share): string => `${name} ${one.hit}/${one.of} (${percent(one).toFixed(1)} %)`;

function figures(rows: readonly Judged[]) {
  const promotional = rows.filter(({ example }) => example.promotional);
  const legitimate = rows.filter(({ example }) => isLegitimate(example));
  const codes = rows.filter(({ example }) => example.category === 'otp' && !example.promotional);
  const isPromotional = ({ judged }: Judged): boolean => judged.promotional;
  const isFraud = ({ judged }: Judged): boolean => judged.fraud;
  return {
    recall: share(promotional, isPromotional),
    hard: share(
      promotional.filter(({ example }) => example.tricky !== ''),
      isPromotional,
    ),
    falsePromotional: share(legitimate, isPromotional),
    held: share(rows, ({ judged }) => judged.uncertain || judged.fraudUncertain),
    stoppedCodes: share(
      codes,
      ({ judged }) =>
        judged.promotional || judged.uncertain || judged.fraud || judged.fraudUncertain || judged.sensitive.length > 0,
    ),
    fraud: share(
      rows.filter(({ example }) => example.fraud),
      isFraud,
    ),
    falseFraud: share(
      rows.filter(({ example }) => !example.fraud),
      isFraud,
    ),
    kind: share(
      legitimate.filter(({ judged }) => !judged.promotional),
      ({ example, judged }) => judged.detected === example.category,
    ),
  };
}

/** Prints and returns the figures; the category only where the model was trained to tell the kinds of service apart. */
export function print(
  log: (line: string) => void,
  title: string,
  rows: readonly Judged[],
  kinds = false,
): ReturnType<typeof figures> {
  const found = figures(rows);
  const lines = [
    `${title}:`,
    shown('promotional found', found.recall),
    shown('of the hard ones', found.hard),
    shown('legitimate called promotional', found.falsePromotional),
    shown('held for review', found.held),
    shown('one-time codes stopped', found.stoppedCodes),
    shown('fraud found', found.fraud),
    shown('called fraud falsely', found.falseFraud),
  ];
  log((kinds ? [...lines, shown('category right', found.kind)] : lines).join('\n  '));
  return found;
}

/** What the committed judge makes of messages. */
export function judged(examples: readonly Example[]): Judged[] {
  return examples.map((example) => ({ example, judged: judge(example.text) }));
}
