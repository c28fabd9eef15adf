import { loadServiceSecrets } from '#src/accounts/index.ts';
import { blockListSource, consentSource, LEDGER_SEQ_SQL } from '#src/consent/index.ts';
import { createGate, type GateSender } from '#src/gate/index.ts';
import { type Actor, newId, systemClock, toDate } from '#src/kernel/index.ts';
import {
  type Acceptance,
  acceptMessage,
  createHandOver,
  forwardingRules,
  getMessage,
  type Message,
  type MessageRequest,
  type MessageStatus,
  messageWriters,
  openPacing,
  pacingRules,
} from '#src/messages/index.ts';
import { createDoorbell } from '#src/queue/index.ts';
import { openRulebook } from '#src/rulebook/index.ts';
import { audienceSource } from '#src/senders/index.ts';
import { createReceiptSigner, signingKey } from '#src/signing/index.ts';
import { createLog, createMetrics } from '#src/telemetry/index.ts';
import { type Forwarding, type ForwardingParts, startForwarding } from '#src/workers/index.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';

const gateway: Actor = { id: null, name: 'gateway of a test', role: 'gateway', organizationId: null };
const organizationId = newId();

const active = { status: 'active', lineClass: 'service' } as const;

/** An active service line of an organization that no table knows: messages refer to both by id only. */
export const testSender: GateSender = {
  id: newId(),
  organizationId,
  organizationName: 'فروشگاه نمونه',
  organizationSuspended: false,
  address: '+982142750000',
  kind: 'fixed_line',
  lineClass: 'service',
  status: 'active',
  active: true,
  paused: false,
  allowLinks: false,
  templatesOnly: false,
  subjects: [],
  optOutKeyword: null,
  operators: Object.fromEntries(['mci', 'irancell', 'rightel'].map((operator) => [operator, active])),
  hasAudience: false,
  hosts: [],
};

/** A gate and a table of messages over a database of their own, and as many workers as a test starts. */
export interface Traffic {
  db: TestDatabase;
  acceptance: Acceptance;
  /** Accepts a one-time code unless told otherwise, and returns its id. @throws when it is denied */
  send(request?: Partial<MessageRequest>): Promise<string>;
  status(id: string): Promise<MessageStatus>;
  message(id: string): Promise<Message>;
  /** Waits until the message has the status. @throws after ten seconds, with what it has */
  until(id: string, status: MessageStatus): Promise<Message>;
  start(smppUrl: string, parts?: Partial<ForwardingParts>): Promise<Forwarding>;
  stop(): Promise<void>;
}

/** Sets the scene. */
export async function startTraffic(): Promise<Traffic> {
  const db = await cloneDatabase();
  const rulebook = await openRulebook('policies', () => undefined);
  const secrets = await loadServiceSecrets(db);
  const forwarding = forwardingRules(rulebook);
  const handOver = createHandOver();
  const doorbell = createDoorbell(db, 'message_due');
  const gate = createGate({
    pool: db.pool,
    clock: systemClock,
    choosePack: rulebook.choose,
    findSender: async (address) => (address === testSender.address ? testSender : null),
    renderTemplate: async () => Promise.reject(new Error('no templates here')),
    recogniseText: async () => null,
    sources: [consentSource, blockListSource, audienceSource],
    ledgerSeq: LEDGER_SEQ_SQL,
    writers: messageWriters,
    sign: createReceiptSigner(signingKey(secrets.signingJwk)),
    recipientKey: secrets.recipientKey,
    issuer: 'http://test',
    onDecision: () => undefined,
  });
  const pacing = await openPacing(db, systemClock, pacingRules(rulebook));
  const acceptance = {
    gate,
    sealKey: secrets.sealKey,
    forwarding,
    nudge: doorbell.ring,
    reserve: handOver.reserve,
    pacing,
  };
  const started: Forwarding[] = [];
  const message = (id: string) => getMessage(db.reader(), gateway, id);
  return {
    db,
    acceptance,
    message,
    send: async (request = {}) => {
      const asked = {
        sender: testSender.address,
        to: '+989121234567',
        category: 'otp',
        text: code(),
        ...request,
      } as const;
      const result = await acceptMessage(acceptance, asked, gateway, toDate(systemClock.now()));
      if (result.id) return result.id;
      throw new Error(`denied: ${result.decision.reasons.map((reason) => reason.code).join(' ')}`);
    },
    status: async (id) => (await message(id)).status,
    until: async (id, status) => {
      const end = Date.now() + 10_000;
      for (;;) {
        const found = await message(id);
        if (found.status === status) return found;
        if (Date.now() > end)
          throw new Error(`it is ${found.status}, not ${status}: ${JSON.stringify(found.timeline)}`);
        await new Promise((next) => setTimeout(next, 10));
      }
    },
    start: async (smppUrl, parts = {}) => {
      const running = await startForwarding({
        db,
        clock: systemClock,
        log: createLog('silent'),
        metrics: createMetrics(),
        gate,
        forwarding,
        sealKey: secrets.sealKey,
        doorbell,
        handOver,
        pacing,
        pace: null,
        smppUrl,
        receiveMo: async () => undefined,
        webhooks: { owing: () => ({ subscriptions: [], leaseUntil: new Date() }), take: () => undefined },
        ...parts,
      });
      started.push(running);
      return running;
    },
    stop: async () => {
      await Promise.all(started.map((running) => running.stop(1000)));
      await pacing.stop();
      rulebook.stop();
      await db.drop();
    },
  };
}

let codes = 100_000;

/** A text that no other message of the test has. */
export const code = () => `کد ورود شما: ${codes++}`;
