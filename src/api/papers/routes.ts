import { recordAudit } from '#src/audit/index.ts';
import { getComplaint } from '#src/complaints/index.ts';
import type { House } from '#src/house.ts';
import { type Actor, AppError, found, newId } from '#src/kernel/index.ts';
import { type Paper, PressBusy } from '#src/pdf/index.ts';
import { getSender } from '#src/senders/index.ts';
import { type Answer, openRoute, type Route } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { gatherCertificate } from './gather-certificate.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { gatherDecisionLetter, gatherUndertaking } from './gather-letters.ts';
import { evidencePackInput, paperQuery } from './schemas.ts';

/** What the routes of papers need of the house. */
export type PaperHouse = Pick<House, 'db' | 'registry' | 'config' | 'press'>;

const tag = 'Papers';
const access = ['reviewer', 'auditor', 'business'] as const;
const pdfType = 'application/pdf';

/** Routes of what the service prints: letters, certificates, evidence packs. */
export function paperRoutes({ db, registry, config, press }: PaperHouse): readonly Route[] {
  const { publicUrl } = config;

  /** Answers with a PDF under a name, drawn by the press. @throws UNAVAILABLE while too many wait */
  async function print(paper: Paper, name: string, status = 200): Promise<Answer> {
    const bytes = await press.print(paper).catch((error: unknown) => {
      throw error instanceof PressBusy ? new AppError('UNAVAILABLE') : error;
    });
    return {
      status,
      body: Buffer.from(bytes),
      headers: {
        'Content-Type': pdfType,
        'Content-Disposition': `inline; filename="${name}.pdf"`,
        'Content-Security-Policy': "sandbox; default-src 'none'",
        'Cache-Control': 'private, no-store',
      },
    };
  }

  const senderOf = (actor: Actor, id: string) => getSender(db.reader(), actor, id);
  const messageOf = async (actor: Actor, complaintId: string) =>
    found((await getComplaint(db.reader(), actor, complaintId)).messageId);

  return [
    openRoute({
      method: 'get',
      path: '/v1/senders/{id}/undertaking.pdf',
      operation: 'getUndertaking',
      summary: 'The undertaking to sign, filled in (Persian)',
      tag,
      access,
      params: idParams,
      answers: { 200: pdfType },
      run: async ({ actor, params }) => {
        const data = await gatherUndertaking(db.reader(), registry, await senderOf(actor, params.id));
        return print({ kind: 'undertaking', data }, `undertaking-${params.id}`);
      },
    }),
    openRoute({
      method: 'get',
      path: '/v1/senders/{id}/certificate.pdf',
      operation: 'getCertificate',
      summary: 'The certificate of an approved sender, with a QR code to its public page',
      tag,
      access,
      params: idParams,
      query: paperQuery,
      answers: { 200: pdfType },
      run: async ({ actor, params, query, at }) => {
        const order = { language: query.language, publicUrl, at };
        const data = await gatherCertificate(db.reader(), registry, await senderOf(actor, params.id), order);
        return print({ kind: 'certificate', data }, `certificate-${params.id}`);
      },
    }),
    openRoute({
      method: 'get',
      path: '/v1/senders/{id}/decision-letter.pdf',
      operation: 'getDecisionLetter',
      summary: 'The letter about what was last decided on a sender',
      tag,
      access,
      params: idParams,
      query: paperQuery,
      answers: { 200: pdfType },
      run: async ({ actor, params, query }) => {
        const order = { language: query.language, publicUrl };
        const data = await gatherDecisionLetter(db.reader(), registry, await senderOf(actor, params.id), order);
        return print({ kind: 'decision-letter', data }, `decision-${params.id}`);
      },
    }),
    openRoute({
      method: 'post',
      path: '/v1/evidence-packs',
      operation: 'createEvidencePack',
      summary: 'Everything needed to answer a complaint about one message, as one PDF',
      tag,
      access,
      body: evidencePackInput,
      answers: { 201: pdfType },
      run: async ({ actor, body, at }) => {
        const number = newId();
        const messageId = body.messageId ?? (await messageOf(actor, body.complaintId ?? ''));
        const order = { messageId, number, language: body.language, publicUrl, at };
        const { data, organizationId } = await gatherEvidence(db, registry, actor, order);
        const answer = await print({ kind: 'evidence-pack', data }, `evidence-${number}`, 201);
        await db.transact(async (tx) => {
          const object = { kind: 'message', id: messageId };
          recordAudit(tx, actor, { at, action: 'message.evidence', object, organizationId, detail: { number } });
        });
        return answer;
      },
    }),
  ];
}
