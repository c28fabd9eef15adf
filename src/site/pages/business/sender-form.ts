import type { Form } from '../../form.ts';

/** The content of an application as its form sends it, in the shape that the API takes. */
export function contentOf(form: Form) {
  return {
    lineClass: form.text('lineClass'),
    subjects: form.lines('subjects'),
    sampleMessages: form
      .exact('sampleMessages')
      .split(/\n\s*\n/)
      .map((one) => one.trim())
      .filter(Boolean),
    operators: form.all('operators'),
    allowLinks: form.has('allowLinks'),
    hosts: form.has('allowLinks') ? form.lines('hosts') : [],
    templatesOnly: form.has('templatesOnly'),
    optOutKeyword: form.maybe('optOutKeyword') ?? null,
  };
}

/** A field of a list is shown as one field: `subjects.2` is a fault of `subjects`. */
export const fieldOf = (path: string) => path.split('.')[0] ?? path;
