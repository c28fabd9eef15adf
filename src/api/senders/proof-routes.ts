import { AppError } from '#src/kernel/index.ts';
import { startOwnership, verifyOwnership } from '#src/senders/index.ts';
import { accepted, ok, openRoute, type Route, writeRoute } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { presentProof } from './present.ts';
import type { SenderHouse } from './routes.ts';
import { codeInput, ownershipAnswer, ownershipProved } from './schemas.ts';

const tag = 'Senders';

/** Routes of the proof that an applicant answers a fixed line. */
export function proofRoutes({ db, registry, secrets }: SenderHouse): readonly Route[] {
  return [
    writeRoute({
      method: 'post',
      path: '/v1/senders/{id}/ownership',
      operation: 'startOwnership',
      summary: 'Order a call to the fixed line that reads out a code',
      tag,
      access: ['business'],
      params: idParams,
      answers: { 202: ownershipAnswer },
      run: async ({ actor, params, at }, tx) => {
        const proof = await startOwnership(tx, registry, actor, params.id, at);
        return accepted({ status: proof.status, ...presentProof(proof) });
      },
    }),
    openRoute({
      method: 'post',
      path: '/v1/senders/{id}/ownership/verify',
      operation: 'verifyOwnership',
      summary: 'Enter the code that was read out',
      tag,
      access: ['business'],
      params: idParams,
      body: codeInput,
      perMinute: 60,
      answers: { 200: ownershipProved },
      run: async ({ actor, params, body, at }) => {
        // A wrong code is counted by a commit of its own and only then answered as a failure.
        const verdict = await db.transact((tx) =>
          verifyOwnership(tx, secrets.codeKey, actor, params.id, body.code, at),
        );
        if (!verdict.proved) throw new AppError('WRONG_CODE', { extra: { attemptsLeft: verdict.attemptsLeft } });
        return ok({ status: 'proved', provedAt: verdict.at });
      },
    }),
  ];
}
