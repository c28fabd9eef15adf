export { compatible } from './category.ts';
export { type Judge, judge } from './judge.ts';
export {
  CATEGORIES,
  type Category,
  type ContentJudgement,
  type Evidence,
  type JudgementContext,
  type Scores,
  type SensitiveSpan,
} from './types.ts';
