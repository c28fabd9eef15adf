import type { Words } from './index.ts';
import { statusTone, type Tone } from './tones.ts';

interface Result {
  requirement: string;
  documentType?: string;
  status: string;
  reason: string;
  fix: string;
}

interface Paper {
  id: string;
  type: string;
  typeName: string;
  fileName: string;
  mediaType: string;
  size: number;
  pages: number | null;
  uploadedAt: string;
  decision: string | null;
  finding: { code: string; short: string; long: string; fix: string } | null;
  note: string | null;
}

/** One row: what is asked, in which state it is, the paper that was given, what was found, and how to mend it. */
export interface PaperRow extends Result {
  advised: boolean;
  look: Tone;
  state: string;
  paper: Paper | null;
}

/** What asks for something comes first. */
const ORDER = ['invalid', 'missing', 'expiring', 'met'];

/** Builds the rows from an evaluation and the papers on file; the newest paper of a type stands for it. */
export function papersView(
  words: Words,
  evaluation: { results: readonly Result[]; advice: readonly Result[] },
  documents: readonly Paper[],
): PaperRow[] {
  const newest = new Map<string, Paper>();
  for (const paper of documents) {
    const had = newest.get(paper.type);
    if (!had || new Date(had.uploadedAt) < new Date(paper.uploadedAt)) newest.set(paper.type, paper);
  }
  const row =
    (advised: boolean) =>
    (result: Result): PaperRow => {
      const paper = (result.documentType && newest.get(result.documentType)) || null;
      const wanted = !(advised && result.status === 'missing');
      const state = wanted ? words.t(`codes.requirement.${result.status}`) : words.t('site.optional');
      return { ...result, advised, look: statusTone(result.status), state, paper };
    };
  const rows = evaluation.results.map(row(false)).sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  return [...rows, ...evaluation.advice.map(row(true))];
}
