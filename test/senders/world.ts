import { randomUUID } from 'node:crypto';
import { toDate } from '#src/kernel/index.ts';
import { ownershipCode, type SenderStatus } from '#src/senders/index.ts';
import { sweepSenders } from '#src/workers/sender-sweep.ts';
import type { TestApp, TestClient } from '#test/support/app.ts';

const contact = { name: 'مدیر', email: 'manager@example.com', mobile: '09121110000' };
const legalIds = ['10380284790', '10861677542', '14007650912', '10320894878', '10100001007', '10999999990'];

/** An organization with a key of its own. */
export interface Business {
  id: string;
  client: TestClient;
}

let made = 0;

/** Registers an organization and makes a business key for it. */
export async function makeBusiness(app: TestApp, legalName = 'فروشگاه نمونه'): Promise<Business> {
  const nationalId = legalIds[made++ % legalIds.length];
  const { body } = await app.admin.post('/v1/organizations', { legalName, kind: 'legal', nationalId, contact });
  return { id: body.id, client: await app.as('business', body.id) };
}

let line = 1000;

/** Sender input with an address that no other test of the file uses. */
export function lineInput(business: Business, changes: Record<string, unknown> = {}) {
  return {
    organizationId: business.id,
    kind: 'long_number',
    address: `3000${String(7_000_000 + line++)}`,
    lineClass: 'promotional',
    subjects: ['معرفی محصول'],
    sampleMessages: ['حراج لغو۱۱'],
    ...changes,
  };
}

/** A one-page PDF, different at each call. */
export function pdf(text: string = randomUUID()): Uint8Array<ArrayBuffer> {
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>';
  const body = `%PDF-1.4\n% ${text}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n${page}\nendobj\ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`;
  return new TextEncoder().encode(body);
}

/** A form with one file. */
export function form(type: string, bytes: Uint8Array<ArrayBuffer>, name = 'paper.pdf', media = 'application/pdf') {
  const data = new FormData();
  data.set('type', type);
  data.set('file', new Blob([bytes], { type: media }), name);
  return data;
}

/** Proves a fixed line without waiting for the call: the code is derived from the proof's id. */
export async function proveLine(app: TestApp, business: Business, id: string): Promise<void> {
  await business.client.post(`/v1/senders/${id}/ownership`);
  const { rows } = await app.db.pool.query(`select id from ownership_proof where sender_id = $1 and status = 'open'`, [
    id,
  ]);
  const code = ownershipCode(app.house.secrets.codeKey, rows[0].id);
  await business.client.post(`/v1/senders/${id}/ownership/verify`, { code });
}

/** Meets every requirement that the evaluation names, but for some. */
export async function meetRequirements(
  app: TestApp,
  business: Business,
  id: string,
  except: readonly string[] = [],
): Promise<void> {
  const { body } = await business.client.get(`/v1/senders/${id}/evaluation`);
  for (const { requirement, documentType, status } of body.results) {
    if (status === 'met' || except.includes(requirement)) continue;
    if (requirement === 'ownership') await proveLine(app, business, id);
    else await business.client.post(`/v1/senders/${id}/documents`, form(documentType, pdf()));
  }
}

const moves = ['draft', 'submitted', 'in_review', 'approved', 'active'] as const;
export type Stage = (typeof moves)[number];

/** Carries a new sender through the API up to a stage. */
export async function makeSender(
  app: TestApp,
  business: Business,
  upTo: Stage,
  input: Record<string, unknown> = lineInput(business),
) {
  const { body: sender, status } = await business.client.post('/v1/senders', input);
  if (status !== 201) throw new Error(`not made: ${JSON.stringify(sender)}`);
  const stage = moves.indexOf(upTo);
  if (stage >= 1) {
    await meetRequirements(app, business, sender.id);
    await business.client.post(`/v1/senders/${sender.id}/submit`);
  }
  if (stage >= 2) await app.admin.post(`/v1/senders/${sender.id}/claim`);
  if (stage >= 3) await app.admin.post(`/v1/senders/${sender.id}/review`, { decision: 'approve' });
  if (stage >= 4) await app.admin.put(`/v1/senders/${sender.id}/operators/mci`, { status: 'active' });
  return (await business.client.get(`/v1/senders/${sender.id}`)).body;
}

/** The instant of the app's clock as the rooms take it. */
export const now = (app: TestApp) => toDate(app.house.clock.now());

/** Carries a new sender to any state of the life cycle, through the API alone. */
export async function reach(app: TestApp, business: Business, status: SenderStatus): Promise<string> {
  const stages: Partial<Record<SenderStatus, Stage>> = {
    draft: 'draft',
    withdrawn: 'draft',
    submitted: 'submitted',
    in_review: 'in_review',
    changes_requested: 'in_review',
    rejected: 'in_review',
    approved: 'approved',
  };
  const { id } = await makeSender(app, business, stages[status] ?? 'active');
  const last: Partial<Record<SenderStatus, () => Promise<unknown>>> = {
    withdrawn: () => business.client.post(`/v1/senders/${id}/withdraw`),
    changes_requested: () =>
      app.admin.post(`/v1/senders/${id}/review`, { decision: 'request_changes', note: 'sign it' }),
    rejected: () => app.admin.post(`/v1/senders/${id}/review`, { decision: 'reject', note: 'no shop' }),
    suspended: () => app.admin.post(`/v1/senders/${id}/suspend`, { reason: 'r' }),
    revoked: () => app.admin.post(`/v1/senders/${id}/revoke`, { reason: 'r' }),
    expired: async () => {
      await app.db.pool.query(`update sender set expires_at = now() - interval '1 day' where id = $1`, [id]);
      await sweepSenders(app.house);
    },
  };
  await last[status]?.();
  return id;
}
