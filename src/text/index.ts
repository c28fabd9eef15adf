export { MAX_TEXT_LENGTH, normalise, normalisedView, type Views, views } from './normalise.ts';
export { type Span, spanInRaw, type View } from './view.ts';
