import { TemplateSchema } from './template.entity.ts';

export { checkValues, expectedOf, type TemplateValues, type WrongValue } from './check-values.rules.ts';
export {
  getTemplate,
  listTemplateReviews,
  listTemplates,
  type TemplateFilter,
  templateSorts,
} from './find-template.ts';
export { type Difference, type Match, matchTemplate } from './match-template.rules.ts';
export { type ParsedTemplate, parseTemplate, readTemplate } from './parse-template.rules.ts';
export {
  claimTemplate,
  pauseTemplate,
  releaseTemplate,
  reviewTemplate,
  type TemplateReview,
} from './review-template.ts';
export { MessageTemplate } from './template.entity.ts';
export {
  nextTemplateStatus,
  type TemplateMove,
  type TemplateStatus,
  templateLifeCycle,
  templateMoves,
  templateStatuses,
} from './template.rules.ts';
export {
  type Looked,
  openTemplateBook,
  type Rendered,
  type TemplateBook,
  type TextMatch,
  type UsableTemplate,
} from './template-book.ts';
export { typeRules, type VariableType, variableTypes } from './variable-types.ts';
export {
  createTemplate,
  editTemplate,
  submitTemplate,
  type TemplateContent,
  templateWithSender,
  withdrawTemplate,
} from './write-template.ts';

export const templatesEntities = [TemplateSchema];
