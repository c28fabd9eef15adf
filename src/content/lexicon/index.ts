export type { LexiconClass, LexiconEntry } from './entry.ts';
export { promotional } from './promotional.ts';
export { fraud, service } from './service.ts';
