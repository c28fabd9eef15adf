export type { LexiconClass, LexiconEntry } from './entry.ts';
export { forbidden } from './forbidden.ts';
export { fraud } from './fraud.ts';
export { goods } from './goods.ts';
export { promotional } from './promotional.ts';
export { service } from './service.ts';
