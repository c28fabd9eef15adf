import type { Language } from '#src/kernel/index.ts';
import type { LineClass, OperatorData, SenderKind } from './letter-data.ts';

/** Everything that is recorded about one message; texts in the pack's language, hashes in hex. */
export interface EvidencePackData {
  number: string;
  language: Language;
  at: Date;
  /** Base address of the service, for its keys and pages. */
  publicUrl: string;
  message: {
    id: string;
    /** E.164. */
    recipient: string;
    text: string;
    /** SHA-256 of the text's UTF-8 bytes. */
    textSha256: string;
    category: string | null;
    status: string;
    segments: number;
    characters: number;
    charset: string;
  };
  decision: DecisionEvidence;
  /** Newest first. */
  consent: readonly ConsentEvidence[];
  blockLists: readonly BlockListEvidence[];
  /** Oldest first. */
  complaints: readonly ComplaintEvidence[];
  ledger: LedgerEvidence | null;
  timeline: readonly { at: Date; status: string; detail: string | null }[];
  sender: {
    address: string;
    kind: SenderKind;
    lineClass: LineClass;
    status: string;
    holder: string;
    nationalId: string;
    approvedAt: Date | null;
    subjects: readonly string[];
    operators: readonly OperatorData[];
    history: readonly { at: Date; status: string; who: string; why: string | null }[];
  };
}

/** The decision and why. */
export interface DecisionEvidence {
  id: string;
  at: Date;
  validUntil: Date | null;
  outcome: 'allow' | 'defer' | 'hold' | 'deny';
  reasons: readonly {
    code: string;
    rule: string;
    effect: string;
    message: string;
    basis: string;
    remedy: string;
    allowedAt: Date | null;
  }[];
  detected: string;
  /** 0 to 1. */
  confidence: number;
  /** UTF-16 offsets of the parts of the text that decided. */
  spans: readonly { start: number; end: number }[];
  policy: { pack: string; version: string; digest: string };
  ledgerSeq: number;
  receipt: string;
}

/** One ledger entry of the recipient. */
export interface ConsentEvidence {
  seq: number;
  at: Date;
  recordedAt: Date;
  action: string;
  purpose: string;
  /** `sender`: only the sender of the message; `organization`: all of the holder's; `national`: the block list. */
  scope: 'sender' | 'organization' | 'national';
  source: string;
  touchpoint: string | null;
  /** What the evidence says, in one line. */
  evidence: string | null;
}

/** A block list that the recipient was on when it was decided, or is on now. */
export interface BlockListEvidence {
  name: string;
  national: boolean;
  /** As the decision saw it. */
  atDecision: boolean;
  now: boolean;
  /** When the list was last changed; null where it is no more. */
  updatedAt: Date | null;
}

/** A complaint about the message. */
export interface ComplaintEvidence {
  id: string;
  /** Its number at the regulator. */
  reference: string | null;
  receivedAt: Date;
  matchedBy: 'text' | 'time' | null;
  /** What the complainant wrote; null once the person was erased. */
  text: string | null;
  status: 'open' | 'upheld' | 'dismissed';
  answer: string | null;
  resolution: string | null;
}

/** A signed head and inclusion proofs against it. */
export interface LedgerEvidence {
  head: { size: number; rootHash: string; timestamp: string; keyId: string; signature: string };
  proofs: readonly { seq: number; leafIndex: number; leafHash: string; path: readonly string[] }[];
}
