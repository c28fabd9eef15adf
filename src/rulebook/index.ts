export { type OnReload, openRulebook, type Rulebook } from './rulebook.ts';
