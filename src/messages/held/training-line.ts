import type { StoredDecision } from '#src/gate/index.ts';
import type { Message } from '../get-message.ts';
import type { TrueLabels } from './decide-held.ts';
import { stripPersonal } from './strip-personal.rules.ts';

/** A corrected judgement as it is kept for training: what the text is, what it was taken for, and nobody's name. */
export interface TrainingLine {
  /** Tells repeated lines; leads back to no message without the service's key. */
  id: string;
  text: string;
  promotional: boolean;
  fraud: boolean;
  judged: { promotional: boolean; fraud: boolean; detected: string; confidence: number } | null;
}

/** Makes the line of a held message; null when its text is no longer kept. Pure. */
export function trainingLine(
  id: string,
  message: Pick<Message, 'text' | 'variables' | 'source_address' | 'source_kind'>,
  truth: TrueLabels,
  decision: Pick<StoredDecision, 'content'> | null,
  organizationName: string | null,
): TrainingLine | null {
  if (message.text === '') return null;
  const masked = message.source_kind === 'masked' ? [message.source_address] : [];
  const text = stripPersonal(message.text, {
    names: [...masked, ...(organizationName ? [organizationName] : [])],
    values: Object.values(message.variables ?? {}),
    keepHosts: truth.fraud,
  });
  const { promotional, fraud, detected, confidence } = decision?.content ?? {};
  const judged =
    promotional === undefined || fraud === undefined || detected === undefined || confidence === undefined
      ? null
      : { promotional, fraud, detected, confidence };
  return { id, text, promotional: truth.promotional, fraud: truth.fraud, judged };
}
