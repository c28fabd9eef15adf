import { DocumentSchema } from './document.entity.ts';

export { addDocument, type DocumentInput, plainName } from './add-document.ts';
export { type DocumentVerdict, decideDocument, removeDocument } from './decide-document.ts';
export { Document, type DocumentDecision, documentDecisions } from './document.entity.ts';
export { documentsOf, getDocument, type SharedBytes, sharedWithOthers } from './read-documents.ts';

export const documentsEntities = [DocumentSchema];
