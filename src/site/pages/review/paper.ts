import { hand, type Page } from '../../page.ts';

/** Frames of our own pages may show it; whatever it is, it loads nothing and runs nothing of ours. */
const FRAMED = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
  'X-Frame-Options': 'SAMEORIGIN',
};

/**
 * The bytes of a paper, to be shown beside the fields. PDF and images alone are ever stored, judged by content. A
 * browser's own PDF viewer refuses to work in a sandbox, so that images keep it and PDF does not.
 */
export const paper: Page = {
  path: '/review/senders/:id/papers/:documentId',
  access: ['reviewer', 'auditor'],
  get: async ({ askRaw, params, query }) => {
    const answer = await askRaw('readDocument', { params });
    const type = answer.headers?.['Content-Type'] ?? '';
    const disposition = answer.headers?.['Content-Disposition'] ?? 'attachment';
    const framed =
      type === 'application/pdf'
        ? FRAMED
        : { ...FRAMED, 'Content-Security-Policy': `sandbox; ${FRAMED['Content-Security-Policy']}` };
    return hand(answer, {
      ...framed,
      'Content-Disposition': query.save ? disposition : disposition.replace(/^attachment/, 'inline'),
    });
  },
};
