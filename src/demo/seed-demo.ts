import { Readable } from 'node:stream';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { createApiKey, createOrganization, type OrganizationInput } from '#src/accounts/index.ts';
import { recordConsent } from '#src/consent/index.ts';
import type { Tx } from '#src/db/index.ts';
import { addDocument } from '#src/documents/index.ts';
import { inspectFile } from '#src/files/index.ts';
import type { House } from '#src/house.ts';
import { type Actor, systemActor } from '#src/kernel/index.ts';
import {
  claimSender,
  createSender,
  evaluateSender,
  operatorsOf,
  ownershipCode,
  reviewSender,
  type SenderInput,
  setOperator,
  startOwnership,
  submitSender,
  verifyOwnership,
} from '#src/senders/index.ts';
import { demoConsents, demoOrganizations, demoSenders } from './demo-data.ts';
import { seedPeople } from './seed-people.ts';

/** Keys of the demo, shown once when it is seeded. */
export interface DemoKeys {
  gateway: string;
  business: string;
  reviewer: string;
}

type SeedHouse = Pick<House, 'db' | 'registry' | 'files' | 'secrets'>;

const applicant: Actor = { ...systemActor, name: 'demo applicant' };
const reviewer: Actor = { ...systemActor, name: 'demo reviewer', role: 'reviewer' };
const MAX_BYTES = 1024 * 1024;

/** Seeds an empty database with a small world to try things in; null when there is anything in it already. */
export async function seedDemo(house: SeedHouse, at: Date): Promise<DemoKeys | null> {
  const paper = await demoPaper(house);
  return house.db.transact(async (tx) => {
    // Two nodes that start together on an empty database: the second waits here and finds the first one's world.
    await tx.execute('select pg_advisory_xact_lock(7238115)');
    const [row] = await tx.execute<{ n: number }[]>('select count(*)::int as n from organization');
    if (row?.n !== 0) return null;
    const ids = new Map<string, string>();
    for (const [name, input] of Object.entries(demoOrganizations)) {
      ids.set(name, (await createOrganization(tx, applicant, input as OrganizationInput, at)).id);
    }
    for (const { organization, ...input } of demoSenders) {
      await seedSender(tx, house, { ...input, organizationId: ids.get(organization) ?? '' }, paper, at);
    }
    for (const { organization, effectiveAt, ...consent } of demoConsents) {
      const input = { ...consent, organizationId: ids.get(organization) ?? '', effectiveAt: new Date(effectiveAt) };
      await recordConsent(tx, applicant, input, at);
    }
    await seedPeople(tx, ids.get('shop') ?? '', at);
    const key = async (role: Actor['role'], organizationId?: string) =>
      (await createApiKey(tx, systemActor, { role, name: `demo ${role}`, organizationId }, at)).key;
    return {
      gateway: await key('gateway'),
      business: await key('business', ids.get('shop')),
      reviewer: await key('reviewer'),
    };
  });
}

/** Carries a sender from draft to active by the same steps as anyone's. */
async function seedSender(tx: Tx, house: SeedHouse, input: SenderInput, paper: Paper, at: Date): Promise<void> {
  const { registry, secrets } = house;
  const sender = await createSender(tx, registry, applicant, input, at);
  const { id, organizationId } = sender;
  const evaluation = await evaluateSender(tx, registry, sender, at);
  for (const { documentType, requirement } of evaluation.results) {
    if (documentType)
      await addDocument(
        tx,
        applicant,
        { ...paper, organizationId, senderId: id, type: documentType, expiresAt: null },
        at,
      );
    else if (requirement === 'ownership') {
      const proof = await startOwnership(tx, registry, applicant, id, at);
      await verifyOwnership(tx, secrets.codeKey, applicant, id, ownershipCode(secrets.codeKey, proof.id), at);
    }
  }
  await submitSender(tx, registry, applicant, id, (it) => it, at);
  await claimSender(tx, reviewer, id, at);
  await reviewSender(tx, registry, reviewer, id, { decision: 'approve', note: 'demo', findings: [] }, (it) => it, at);
  for (const operator of operatorsOf(registry, input.requestedOperators)) {
    await setOperator(tx, registry, reviewer, id, operator, { status: 'active', lineClass: input.lineClass }, at);
  }
}

type Paper = Omit<Parameters<typeof addDocument>[2], 'organizationId' | 'senderId' | 'type' | 'expiresAt'>;

/** One page that says what it is; the same file stands for every paper of the demo. */
async function demoPaper({ files }: Pick<House, 'files'>): Promise<Paper> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([420, 595]).drawText('Demo paper - not a real document', { x: 60, y: 500, size: 16, font });
  const bytes = Buffer.from(await document.save());
  const { size, sha256, checked } = await files.receive(Readable.from([bytes]), MAX_BYTES, inspectFile);
  return { fileName: 'demo.pdf', size, sha256, ...checked };
}
