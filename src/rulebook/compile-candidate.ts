import { parseDocument } from 'yaml';
import { AppError, type Fault } from '#src/kernel/index.ts';
import { type CompiledPack, compile, type Library, PackError } from '#src/policy/index.ts';

/**
 * Compiles a pack that is not in force: a YAML text, or a document that was JSON. It need not pass vectors, but it
 * must be a new version of the pack `name` if one is given.
 * @throws INVALID_INPUT with every fault, paths below `candidate`
 */
export function compileCandidate(candidate: unknown, library: Library, name?: string): CompiledPack {
  const document = readCandidate(candidate);
  try {
    const pack = compile(document, library);
    if (name !== undefined && pack.name !== name) throw wrong([{ path: 'pack', message: `is not '${name}'` }]);
    return pack;
  } catch (error) {
    if (error instanceof PackError) throw wrong(error.faults);
    throw error;
  }
}

/** The document behind a candidate, as it is stored. @throws INVALID_INPUT when it is no YAML */
export function readCandidate(candidate: unknown): unknown {
  if (typeof candidate !== 'string') return candidate;
  const document = parseDocument(candidate, { uniqueKeys: true });
  const errors: Error[] = [...document.errors];
  try {
    const value: unknown = document.toJS();
    if (errors.length === 0) return value;
  } catch (error) {
    // An alias without its anchor, or with too many of them, shows only when the document is put together.
    errors.push(error as Error);
  }
  throw wrong(errors.map(({ message }) => ({ path: '', message: message.split('\n')[0] ?? '' })));
}

function wrong(faults: readonly { path: string; message: string }[]): AppError {
  return new AppError('INVALID_INPUT', {
    faults: faults.map(
      ({ path, message }): Fault => ({
        path: ['candidate', path].filter(Boolean).join('.'),
        code: 'pack',
        message: { en: message, fa: message },
      }),
    ),
  });
}
