export { inspectFile, type MediaType, mediaTypes } from './inspect.ts';
export { type FileStore, openFileStore, type StoredFile } from './store.ts';
