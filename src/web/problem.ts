import { AppError, type Bilingual, errorKinds, type Fault } from '#src/kernel/index.ts';
import { expectedError } from './expected-error.ts';
import type { Language } from './route.ts';

/** An RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  requestId: string;
  errors?: { path: string; code: string; message: string }[];
  [extra: string]: unknown;
}

/** When to ask again where nobody knows better: a database that restarts, or a rush, is over within seconds. */
export const SOON_SECONDS = 2;

/** Turns anything thrown into a problem document; what is not expected shows nothing of itself. */
export function toProblem(thrown: unknown, requestId: string, language: Language): Problem {
  const error = expectedError(thrown);
  const known = error instanceof AppError ? error : new AppError('INTERNAL');
  const { title, status } = errorKinds[known.code];
  const say = (text: Bilingual) => text[language];
  const { detail, faults, extra } = known.details;
  return {
    // First, so that nothing in it can replace a field of the document.
    ...(status === 503 ? { retryAfterSeconds: SOON_SECONDS } : {}),
    ...extra,
    type: `urn:mohr:problem:${known.code.toLowerCase().replaceAll('_', '-')}`,
    title: say(title),
    status,
    code: known.code,
    detail: say(detail ?? (faults?.length ? inOneLine(faults) : title)),
    requestId,
    ...(faults ? { errors: faults.map(({ path, code, message }) => ({ path, code, message: say(message) })) } : {}),
  };
}

/** The faults as one sentence, for logs and people who read no further; the first few of many. */
function inOneLine(faults: readonly Fault[]): Bilingual {
  const say = (language: Language) =>
    faults
      .slice(0, 5)
      .map(({ path, message }) => (path === '' ? message[language] : `${path}: ${message[language]}`))
      .join('; ');
  return { fa: say('fa'), en: say('en') };
}
