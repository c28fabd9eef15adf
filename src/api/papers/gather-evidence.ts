import { getOrganization } from '#src/accounts/index.ts';
import { type Complaint, complaintsAbout } from '#src/complaints/index.ts';
import {
  blockListsOf,
  type HistoryItem,
  listBlocklists,
  listHistory,
  proveInclusion,
  readHead,
} from '#src/consent/index.ts';
import type { Database, Reader } from '#src/db/index.ts';
import { getDecision, type StoredDecision, textSha256 } from '#src/gate/index.ts';
import { type Actor, AppError, type Language, systemActor } from '#src/kernel/index.ts';
import { getMessage, type Message } from '#src/messages/index.ts';
import type {
  BlockListEvidence,
  ComplaintEvidence,
  ConsentEvidence,
  DecisionEvidence,
  EvidencePackData,
  LedgerEvidence,
} from '#src/pdf/index.ts';
import { getSender, type Registry, readHistory, type Sender } from '#src/senders/index.ts';
import { operatorData } from './gather-certificate.ts';

/** Entries of the recipient that a pack lists, and those of them that it proves, newest first. */
const MOST_ENTRIES = 100;
const MOST_PROOFS = 8;

/** What an evidence pack is asked for. */
export interface EvidenceOrder {
  messageId: string;
  /** Number of the pack. */
  number: string;
  language: Language | undefined;
  publicUrl: string;
  at: Date;
}

/**
 * Gathers everything that is recorded about one message of the actor's: text, decision, consents with their proofs,
 * delivery, sender. @throws NOT_FOUND also where the message had no decision of its own (an acknowledgement),
 * GONE once the recipient was erased
 */
export async function gatherEvidence(
  db: Pick<Database, 'pool' | 'reader'>,
  registry: Registry,
  actor: Actor,
  order: EvidenceOrder,
): Promise<{ data: EvidencePackData; organizationId: string }> {
  const em = db.reader();
  const message = await getMessage(em, actor, order.messageId);
  if (!message.decision_id || !message.sender_id || !message.organization_id) throw new AppError('NOT_FOUND');
  if (message.recipient === '') throw new AppError('GONE');
  const decision = await getDecision(em, actor, message.decision_id);
  const sender = await getSender(em, systemActor, message.sender_id);
  const organization = await getOrganization(em, systemActor, message.organization_id);
  const language = order.language ?? organization.locale;
  const consent = await entriesAbout(em, message);
  const data: EvidencePackData = {
    number: order.number,
    language,
    at: order.at,
    publicUrl: order.publicUrl,
    message: messageEvidence(message, decision),
    decision: decisionEvidence(decision, language),
    consent: consent.map(consentEvidence),
    blockLists: await blockListEvidence(em, message.recipient, decision),
    complaints: (await complaintsAbout(em, message.id)).map(complaintEvidence),
    ledger: await ledgerEvidence(db, consent),
    timeline: message.timeline.map(({ at, status, detail }) => ({ at: new Date(at), status, detail: oneLine(detail) })),
    sender: await senderEvidence(em, registry, sender, organization, language),
  };
  return { data, organizationId: organization.id };
}

function messageEvidence(message: Message, { encoding }: StoredDecision): EvidencePackData['message'] {
  const { id, recipient, text, declared, status, segments, charset } = message;
  return {
    id,
    recipient,
    text,
    textSha256: textSha256(text),
    category: declared,
    status,
    segments,
    characters: encoding.characters,
    charset,
  };
}

function decisionEvidence(decision: StoredDecision, language: Language): DecisionEvidence {
  const { id, at, expiresAt, outcome, content, policy, ledgerSeq, receipt } = decision;
  return {
    id,
    at: new Date(at),
    validUntil: new Date(expiresAt),
    outcome,
    reasons: decision.reasons.map(({ code, rule, effect, message, basis, remedy, allowedAt }) => ({
      code,
      rule,
      effect,
      message: message[language],
      basis,
      remedy: remedy[language],
      allowedAt: allowedAt === null ? null : new Date(allowedAt),
    })),
    detected: content.detected,
    confidence: content.confidence,
    spans: content.spans.map(({ start, end }) => ({ start, end })),
    policy,
    ledgerSeq,
    receipt,
  };
}

/** The recipient's entries that concern this sender: those for it alone and those for its whole organization. */
async function entriesAbout(em: Reader, message: Message): Promise<HistoryItem[]> {
  const filter = { msisdn: message.recipient, organizationId: message.organization_id ?? undefined };
  const { items } = await listHistory(em, systemActor, filter, { limit: MOST_ENTRIES });
  return items.filter(({ senderId }) => senderId === null || senderId === message.sender_id);
}

function consentEvidence(item: HistoryItem): ConsentEvidence {
  const { text, url, ip, documentId } = item.evidence ?? {};
  const said = [text, url, ip, documentId].filter((part) => part !== undefined);
  return {
    seq: item.seq,
    at: item.effectiveAt,
    recordedAt: item.recordedAt,
    action: item.action,
    purpose: item.purpose,
    scope: item.senderId === null ? 'organization' : 'sender',
    source: item.source,
    touchpoint: item.touchpoint,
    evidence: said.length > 0 ? said.join(' · ') : null,
  };
}

/** The lists that the decision saw the recipient on, and those that it is on now. */
async function blockListEvidence(em: Reader, msisdn: string, { facts }: StoredDecision): Promise<BlockListEvidence[]> {
  const then = facts.recipient.blockLists;
  const now = await blockListsOf(em, msisdn);
  const all = new Map((await listBlocklists(em)).map(({ name, updatedAt }) => [name, updatedAt]));
  return [...new Set([...then, ...now])].sort().map((name) => ({
    name,
    national: name.endsWith('-national'),
    atDecision: then.includes(name),
    now: now.includes(name),
    updatedAt: all.get(name) ?? null,
  }));
}

function complaintEvidence(complaint: Complaint): ComplaintEvidence {
  const { id, reference, receivedAt, matchedBy, text, status, answer, resolution } = complaint;
  return {
    ...{ id, receivedAt, status },
    reference: reference ?? null,
    matchedBy: matchedBy ?? null,
    text: text ?? null,
    answer: answer ?? null,
    resolution: resolution ?? null,
  };
}

/** The signed head, and the proofs of the newest entries under it; null before anything is sealed. */
async function ledgerEvidence(
  { pool }: Pick<Database, 'pool'>,
  entries: readonly HistoryItem[],
): Promise<LedgerEvidence | null> {
  const head = await readHead(pool).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'NOT_SEALED') return null;
    throw error;
  });
  if (!head) return null;
  const sealed = entries.filter(({ seq }) => seq <= head.size).slice(0, MOST_PROOFS);
  const proofs = [];
  for (const { seq } of sealed) proofs.push(await proveInclusion(pool, seq, head.size));
  return { head, proofs };
}

async function senderEvidence(
  em: Reader,
  registry: Registry,
  sender: Sender,
  { legalName, nationalId }: { legalName: string; nationalId: string },
  language: Language,
): Promise<EvidencePackData['sender']> {
  const { address, kind, lineClass, status, approvedAt, subjects } = sender;
  const history = await readHistory(em, sender.id);
  return {
    address,
    kind,
    lineClass,
    status,
    holder: legalName,
    nationalId,
    approvedAt: approvedAt ?? null,
    subjects,
    operators: await operatorData(em, registry, sender, language),
    history: history.map(({ at, toStatus, actorName, why }) => ({
      at,
      status: toStatus,
      who: actorName,
      why: why ?? null,
    })),
  };
}

/** Codes and ids of a timeline's entry in one line. */
function oneLine(detail: Readonly<Record<string, unknown>> | null): string | null {
  const given = Object.entries(detail ?? {}).filter(([, value]) => value !== null);
  const parts = given.map(([name, value]) => `${name}: ${shown(value)}`);
  return parts.length > 0 ? parts.join(' · ') : null;
}

/** Nested records as their values: `1 delivered` rather than JSON. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([, of]) => of !== null)
    .map(([name, of]) => `${name} ${shown(of)}`)
    .join(' ');
}
