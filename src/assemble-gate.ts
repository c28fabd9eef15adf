import { blockListSource, consentSource, LEDGER_SEQ_SQL } from '#src/consent/index.ts';
import { createGate, createSenderCache, type Decision, type Gate } from '#src/gate/index.ts';
import { messageWriters } from '#src/messages/index.ts';
import { audienceSource, loadSenderByKey } from '#src/senders/index.ts';
import { createReceiptSigner } from '#src/signing/index.ts';
import { gateTemplates } from './gate-templates.ts';
import type { House } from './house.ts';

type GateHouse = Pick<
  House,
  'db' | 'clock' | 'config' | 'rulebook' | 'secrets' | 'signingKey' | 'metrics' | 'templates'
>;

/** Builds the gate from the rooms that know senders, consents and messages. */
export async function assembleGate(house: GateHouse): Promise<Gate> {
  const { db, clock, config, rulebook, secrets, signingKey, metrics, templates } = house;
  const load = (key: string) => loadSenderByKey(db.reader(), key);
  return createGate({
    pool: db.hot,
    clock,
    choosePack: rulebook.choose,
    findSender: await createSenderCache(db.listener, ['changed_sender', 'changed_organization'], load),
    ...gateTemplates(templates),
    sources: [consentSource, blockListSource, audienceSource],
    ledgerSeq: LEDGER_SEQ_SQL,
    writers: messageWriters,
    sign: createReceiptSigner(signingKey),
    recipientKey: secrets.recipientKey,
    issuer: config.publicUrl,
    onDecision: (decision) => count(metrics, decision),
  });
}

function count(metrics: House['metrics'], { policy, outcome, reasons }: Decision): void {
  metrics.decisions.inc({ pack: policy.pack, outcome });
  for (const { code, effect } of reasons) metrics.reasons.inc({ code, effect });
}
