import { type AppError, errorKinds, type Language } from '#src/kernel/index.ts';

/** What went wrong with a form, in the language of the page. */
export interface Problem {
  code: string;
  title: string;
  detail: string;
  status: number;
  /** By path of the field, as the schemas name it. */
  faults: ReadonlyMap<string, string>;
  extra: Readonly<Record<string, unknown>>;
}

/** Puts an expected failure into words for a person. */
export function problemOf(error: AppError, language: Language): Problem {
  const { detail, faults = [], extra = {} } = error.details;
  return {
    code: error.code,
    title: errorKinds[error.code].title[language],
    detail: detail?.[language] ?? '',
    status: error.status,
    faults: new Map(faults.map(({ path, message }) => [path, message[language]])),
    extra,
  };
}
