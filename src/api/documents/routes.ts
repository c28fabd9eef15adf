import { addDocument, documentsOf, getDocument, removeDocument, sharedWithOthers } from '#src/documents/index.ts';
import type { House } from '#src/house.ts';
import { type Actor, fault, invalidInput } from '#src/kernel/index.ts';
import { decidePaper, getSender, lockForPapers, type Registry, senderForPapers } from '#src/senders/index.ts';
import { created, ok, openRoute, type Route, readRoute, validate, writeRoute } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { presentDocument } from './present.ts';
import { receiveUpload } from './receive-upload.ts';
import { decisionInput, document, documentFields, documentList, documentParams } from './schemas.ts';

const tag = 'Documents';
const MAX_BYTES = 10 * 1024 * 1024;
const readers = ['reviewer', 'auditor', 'business'] as const;

/** Routes of the papers of a sender. */
export function documentRoutes({ db, files, registry }: Pick<House, 'db' | 'files' | 'registry'>): readonly Route[] {
  return [
    openRoute({
      method: 'post',
      path: '/v1/senders/{id}/documents',
      operation: 'addDocument',
      summary: 'Upload a paper: PDF, PNG or JPEG up to 10 MB, judged by its content',
      tag,
      access: ['business'],
      params: idParams,
      consumes: ['multipart/form-data'],
      answers: { 201: document },
      run: async ({ actor, params, stream, at, language }) => {
        await senderForPapers(db.reader(), actor, params.id);
        const upload = await receiveUpload(stream, files, MAX_BYTES);
        const fields = validate(documentFields, upload.fields);
        requireType(registry, fields.type);
        const { name: fileName, ...file } = upload.file;
        const added = await db.transact(async (tx) => {
          const { id: senderId, organizationId } = await lockForPapers(tx, actor, params.id);
          const expiresAt = fields.expiresAt ? new Date(fields.expiresAt) : null;
          return addDocument(
            tx,
            actor,
            { ...file, senderId, organizationId, fileName, type: fields.type, expiresAt },
            at,
          );
        });
        return created(presentDocument(registry, added, language));
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/senders/{id}/documents',
      operation: 'listDocuments',
      summary: 'The papers of a sender',
      tag,
      access: readers,
      params: idParams,
      answers: { 200: documentList },
      run: async ({ actor, params, language }, em) => {
        const { id } = await getSender(em, actor, params.id);
        const shared = seesAll(actor) ? await sharedWithOthers(em, id) : undefined;
        const papers = await documentsOf(em, id);
        return ok({ items: papers.map((it) => presentDocument(registry, it, language, shared)) });
      },
    }),
    readRoute({
      method: 'get',
      path: '/v1/senders/{id}/documents/{documentId}/content',
      operation: 'readDocument',
      summary: 'The bytes of a paper',
      tag,
      access: readers,
      params: documentParams,
      answers: { 200: 'application/octet-stream' },
      run: async ({ actor, params }, em) => {
        const { id } = await getSender(em, actor, params.id);
        const paper = await getDocument(em, id, params.documentId);
        const { stream, size } = await files.open(paper.sha256);
        return {
          status: 200,
          body: stream,
          headers: contentHeaders(paper.fileName, paper.mediaType, size),
        };
      },
    }),
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/documents/{documentId}/decision',
      operation: 'decideDocument',
      summary: 'Accept or refuse one paper of the application in review',
      tag,
      access: ['reviewer'],
      params: documentParams,
      body: decisionInput,
      answers: { 200: document },
      run: async ({ actor, params, body, at, language }, tx) => {
        const place = { senderId: params.id, documentId: params.documentId, now: at };
        const verdict = { decision: body.decision, code: body.code ?? null, note: body.note ?? null };
        return ok(presentDocument(registry, await decidePaper(tx, registry, actor, place, verdict), language));
      },
    }),
    writeRoute({
      method: 'delete',
      path: '/v1/senders/{id}/documents/{documentId}',
      operation: 'removeDocument',
      summary: 'Take a paper out of the application',
      tag,
      access: ['business'],
      params: documentParams,
      answers: { 200: document },
      run: async ({ actor, params, at, language }, tx) => {
        const { id } = await lockForPapers(tx, actor, params.id);
        return ok(presentDocument(registry, await removeDocument(tx, actor, id, params.documentId, at), language));
      },
    }),
  ];
}

/** Uploaded bytes are shown to nobody as a page of ours: saved under their name, never sniffed, never run. */
function contentHeaders(name: string, mediaType: string, size: number): Record<string, string> {
  const plain = name.replace(/[^\w. -]/g, '_');
  return {
    'Content-Type': mediaType,
    'Content-Length': String(size),
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  };
}

function requireType(registry: Registry, type: string): void {
  if (type in registry.pack.documentTypes) return;
  throw invalidInput([
    fault(
      'type',
      'unknown',
      'GET /v1/requirements lists the document types',
      'گونه‌های مدرک در /v1/requirements آمده است',
    ),
  ]);
}

const seesAll = (actor: Actor) => actor.role === 'reviewer' || actor.role === 'admin';
