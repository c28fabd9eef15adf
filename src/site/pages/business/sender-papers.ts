import { AppError } from '#src/kernel/index.ts';
import { go, hand, type Page } from '../../page.ts';
import { showSender } from './sender.ts';

/** Takes a paper up where its row stands. */
export const senderPapers: Page = {
  path: '/senders/:id/papers',
  access: ['business'],
  menu: 'senders',
  streams: true,
  get: showSender,
  post: async ({ ask, params, request }) => {
    await ask('addDocument', { params: { id: params.id }, stream: request });
    return go(`/senders/${params.id}`, 'paper_added');
  },
};

/** Shows a paper in the browser; its bytes were checked to be a PDF or an image, and run no script here. */
export const senderPaper: Page = {
  path: '/senders/:id/papers/:documentId',
  access: ['business', 'reviewer', 'auditor'],
  get: async ({ askRaw, params }) => {
    const answer = await askRaw('readDocument', { params });
    const disposition = answer.headers?.['Content-Disposition'] ?? '';
    return hand(answer, {
      'Content-Disposition': disposition.replace(/^attachment/, 'inline'),
      'Content-Security-Policy':
        "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      'X-Frame-Options': 'SAMEORIGIN',
    });
  },
};

const prints: Readonly<Record<string, string>> = {
  undertaking: 'getUndertaking',
  certificate: 'getCertificate',
  letter: 'getDecisionLetter',
};

/** The papers that the service draws up about a sender. */
export const senderPrint: Page = {
  path: '/senders/:id/print/:paper',
  access: ['business', 'reviewer', 'auditor'],
  get: async ({ askRaw, params, language }) => {
    const operation = prints[params.paper ?? ''];
    if (!operation) throw new AppError('NOT_FOUND');
    const query = params.paper === 'undertaking' ? {} : { language };
    return hand(await askRaw(operation, { params: { id: params.id }, query }));
  },
};
