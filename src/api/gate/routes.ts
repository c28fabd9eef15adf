import { Readable } from 'node:stream';
import { type Gate, getBatch, getDecision } from '#src/gate/index.ts';
import { ok, openRoute, type Route, readRoute } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { presentDecision } from './present-decision.ts';
import {
  batchInput,
  batchOutput,
  checkInput,
  decisionOutput,
  storedBatchOutput,
  storedDecisionOutput,
} from './schemas.ts';
import { streamChecks } from './stream-checks.ts';

const tag = 'Gate';
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

/** Routes of the gate: ask, and look at what was answered. */
export function gateRoutes({ gate }: { gate: Gate }): Route[] {
  return [check(gate), checkBatch(gate), decision, batch];
}

const check = (gate: Gate): Route =>
  openRoute({
    method: 'post',
    path: '/v1/check',
    operation: 'checkMessage',
    summary: 'May this message be sent? Every reason at once',
    tag,
    access: ['gateway', 'business'],
    body: checkInput,
    answers: { 200: decisionOutput },
    run: async ({ body, actor, language }) => {
      const at = body.at ? Temporal.Instant.from(body.at) : null;
      return ok(presentDecision(await gate.check({ ...body, at }, actor), language));
    },
  });

const checkBatch = (gate: Gate): Route =>
  openRoute({
    method: 'post',
    path: '/v1/check/batch',
    operation: 'checkBatch',
    summary: 'One text to many recipients, or a stream of single requests',
    tag,
    access: ['gateway', 'business'],
    body: batchInput,
    consumes: ['application/x-ndjson'],
    maxBytes: MAX_BATCH_BYTES,
    answers: { 200: batchOutput },
    run: async (call) => {
      // A stream of requests has no body here: it is read and answered line by line.
      if (call.body === undefined)
        return {
          status: 200,
          body: Readable.from(streamChecks(gate, call)),
          headers: { 'Content-Type': 'application/x-ndjson' },
        };
      const recipients = call.body.recipients.map((one) => (typeof one === 'string' ? { to: one } : one));
      const { id, counts, results, policy, ledgerSeq, receipt } = await gate.checkBatch(
        { ...call.body, recipients },
        call.actor,
      );
      return ok({ id, counts, results, policy, ledgerSeq, receipt });
    },
  });

const decision = readRoute({
  method: 'get',
  path: '/v1/decisions/{id}',
  operation: 'getDecision',
  summary: 'A decision, with the facts that it was made from',
  tag,
  access: ['gateway', 'business', 'reviewer', 'auditor'],
  params: idParams,
  answers: { 200: storedDecisionOutput },
  run: async ({ params, actor, language }, em) => {
    const found = await getDecision(em, actor, params.id);
    return ok({ ...presentDecision(found, language), at: found.at, facts: found.facts });
  },
});

const batch = readRoute({
  method: 'get',
  path: '/v1/check/batch/{id}',
  operation: 'getBatch',
  summary: 'A batch that was decided',
  tag,
  access: ['gateway', 'business', 'reviewer', 'auditor'],
  params: idParams,
  answers: { 200: storedBatchOutput },
  run: async ({ params, actor }, em) => {
    const { id, counts, results, policy, ledgerSeq, receipt } = await getBatch(em, actor, params.id);
    return ok({ id, counts, results, policy, ledgerSeq, receipt });
  },
});
