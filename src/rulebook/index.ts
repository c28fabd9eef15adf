export { loadReasonCatalogue } from './reason-catalogue.ts';
export { type OnReload, openRulebook, type Rulebook } from './rulebook.ts';
