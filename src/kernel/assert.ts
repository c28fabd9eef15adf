import { AppError } from './app-error.ts';

/** Narrows what a look-up found. @throws NOT_FOUND when it found nothing. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new AppError('NOT_FOUND');
  return value;
}

/** Marks a branch that the types rule out. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
