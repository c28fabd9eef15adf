/** What shows that a person consented: the wording, where it was shown, from which address, on which paper. */
export interface Evidence {
  text?: string | undefined;
  url?: string | undefined;
  ip?: string | undefined;
  documentId?: string | undefined;
  /** The message that said so, for entries made by a text message. */
  moId?: string | undefined;
  /** The confirmed code, for a double opt-in. */
  confirmationId?: string | undefined;
  /** What a value-added service was said to cost. */
  price?: string | undefined;
}

const fields = ['confirmationId', 'documentId', 'ip', 'moId', 'price', 'text', 'url'] as const;

/** The one writing of a piece of evidence: two pieces are the same if and only if this is (RFC 8785 for flat strings). */
export function canonicalEvidence(evidence: Evidence): string {
  const given = fields.filter((field) => evidence[field] !== undefined);
  return JSON.stringify(Object.fromEntries(given.map((field) => [field, evidence[field]])));
}

/** Tells whether there is any evidence at all; blanks are none. */
export const hasEvidence = (evidence: Evidence | null | undefined): evidence is Evidence =>
  !!evidence && fields.some((field) => (evidence[field] ?? '').trim() !== '');
