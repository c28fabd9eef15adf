export { compatible } from './category.ts';
export { type Judge, judge, solicitation } from './judge.ts';
export {
  CATEGORIES,
  type Category,
  type ContentJudgement,
  type Evidence,
  type ForbiddenSpan,
  type ForbiddenTopic,
  type JudgementContext,
  type Scores,
  type SensitiveSpan,
} from './types.ts';
