import { z } from 'zod';
import { confirmConsent, consentSources, requestConfirmation } from '#src/consent/index.ts';
import type { House } from '#src/house.ts';
import { AppError } from '#src/kernel/index.ts';
import { durationMs } from '#src/policy/index.ts';
import type { Rulebook } from '#src/rulebook/index.ts';
import { parseMsisdn } from '#src/text/index.ts';
import { created, ok, openRoute, type Route, writeRoute } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { evidence, ofPerson, purpose, recordedConsent } from './schemas.ts';

const tag = 'Consents';

const confirmationInput = ofPerson(
  z.strictObject({
    msisdn: z.string().min(1).max(40),
    organizationId: z.uuid(),
    purpose,
    senderId: z.uuid().optional(),
    source: z.enum(consentSources).default('web_form'),
    touchpoint: z.string().trim().min(1).max(200).optional(),
    evidence: evidence.optional(),
    price: z
      .strictObject({
        amount: z.int().min(0).max(1_000_000_000),
        currency: z.string().regex(/^[A-Z]{3}$/),
        per: z.enum(['once', 'message', 'day', 'week', 'month']),
      })
      .optional(),
  }),
);

const opened = z.object({ id: z.uuid(), state: z.literal('pending'), expiresAt: z.iso.datetime() });

export const codeInput = z.strictObject({ code: z.string().min(1).max(20) });

/** Routes of the double opt-in by a code. */
export function confirmationRoutes({
  db,
  secrets,
  rulebook,
}: Pick<House, 'db' | 'secrets' | 'rulebook'>): readonly Route[] {
  return [
    writeRoute({
      method: 'post',
      path: '/v1/consents/confirmations',
      operation: 'requestConfirmation',
      summary: 'Ask a person to confirm a consent by a code that is sent by SMS',
      tag,
      access: ['gateway', 'business'],
      body: confirmationInput,
      answers: { 201: opened },
      run: async ({ actor, body, at }, tx) => {
        const { id, expiresAt } = await requestConfirmation(
          tx,
          actor,
          { ...body, barredForMs: barredForMs(rulebook, body.msisdn) },
          at,
        );
        return created({ id, state: 'pending', expiresAt });
      },
    }),
    openRoute({
      method: 'post',
      path: '/v1/consents/confirmations/{id}',
      operation: 'confirmConsent',
      summary: 'Confirm a consent with the code',
      tag,
      access: ['gateway', 'business'],
      params: idParams,
      body: codeInput,
      answers: { 200: recordedConsent },
      run: async ({ actor, params, body, at }) => {
        const attempt = { id: params.id, code: body.code };
        // A wrong code is counted by a commit of its own and only then answered as a failure.
        const verdict = await db.transact((tx) => confirmConsent(tx, secrets.codeKey, actor, attempt, at));
        if (!verdict.confirmed) throw new AppError('WRONG_CODE', { extra: { attemptsLeft: verdict.attemptsLeft } });
        return ok({ seq: verdict.seq, id: verdict.id, state: verdict.state });
      },
    }),
  ];
}

/** How long the pack of the person's country bars asking again after an opt-out; null where it does not. */
function barredForMs(rulebook: Pick<Rulebook, 'choose'>, msisdn: string): number | null {
  const parsed = parseMsisdn(msisdn);
  if (!parsed.ok) return null;
  const barred = rulebook.choose(parsed.country ?? '').source.consent?.renewalBarredFor;
  return barred ? durationMs(barred) : null;
}
