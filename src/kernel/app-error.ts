import { type Bilingual, type ErrorCode, errorKinds } from './errors.ts';

/** One fault of the input: where it is, a code and a sentence in both languages. */
export interface Fault {
  path: string;
  code: string;
  message: Bilingual;
}

/** Finds the faults of an input whose fields may still be of any type. */
export type FindFaults = (input: Readonly<Record<string, unknown>>) => readonly Fault[];

/** What an error may carry beyond its code; `extra` goes into the problem document as it is. */
export interface ErrorDetails {
  detail?: Bilingual;
  faults?: readonly Fault[];
  extra?: Readonly<Record<string, unknown>>;
}

/** An expected failure; its code decides the status and the text (see `errorKinds`). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.status = errorKinds[code].status;
    this.details = details;
  }
}

/** Builds the error that names every fault of an input at once. */
export function invalidInput(faults: readonly Fault[]): AppError {
  return new AppError('INVALID_INPUT', { faults });
}

/** Builds one fault. */
export function fault(path: string, code: string, en: string, fa: string): Fault {
  return { path, code, message: { en, fa } };
}
