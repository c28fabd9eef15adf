/** What a sender may declare a message to be, and what the judge may find it to be. */
export type Category = 'otp' | 'transactional' | 'alert' | 'reminder' | 'support' | 'survey' | 'vas' | 'promotional';

/** Every category, in the order of the contract. */
export const CATEGORIES: readonly Category[] = [
  'otp',
  'transactional',
  'alert',
  'reminder',
  'support',
  'survey',
  'vas',
  'promotional',
];

/** Half-open range of UTF-16 offsets of the original text. */
export type Range = { readonly start: number; readonly end: number };

/** An exact span of the original text that decided, the rule or model that saw it, and how many log-odds it gave. */
export type Evidence = Range & {
  readonly text: string;
  /** Id of a lexicon entry (`lexicon/discount`), a structure rule (`structure/price-list`), a fraud rule, or `model`. */
  readonly because: string;
  readonly weight: number;
};

/** Data in a text that must not travel by SMS. */
export type SensitiveSpan = Range & { readonly kind: 'card' | 'national_id'; readonly text: string };

/** What may not be offered by SMS: everywhere, or where the pack says so. */
export type ForbiddenTopic =
  | 'gambling'
  | 'circumvention'
  | 'adult'
  | 'alcohol'
  | 'drugs'
  | 'weapons'
  | 'pyramid'
  | 'forged-documents'
  | 'block-list-bypass';

/** Words of a text that offer something forbidden. */
export type ForbiddenSpan = Range & { readonly topic: ForbiddenTopic; readonly text: string };

/** What is known about the sender; everything is optional and a missing fact never excuses a text. */
export type JudgementContext = {
  /** What the undertaking of the line declares that it will be used for. */
  readonly subjects?: readonly string[];
  /** Hosts that the organization registered as its own; a subdomain counts as its parent. */
  readonly organizationHosts?: readonly string[];
  readonly organizationName?: string;
  /** An approved template that the text matches: its fixed part is evidence for service, its variables are judged alone. */
  readonly template?: { readonly fixed: string; readonly variables: Readonly<Record<string, string>> } | null;
};

/** Probabilities in 0..1, each judged apart: a high one never lowers another. */
export type Scores = {
  readonly promotional: number;
  readonly service: number;
  readonly otp: number;
  readonly fraud: number;
};

/** All that the judge says about one text. */
export type ContentJudgement = {
  readonly detected: Category;
  /** The text, or a part of it, solicits something. */
  readonly promotional: boolean;
  /** Promotional or not could not be said: a person should look. */
  readonly uncertain: boolean;
  readonly fraud: boolean;
  /** Fraud is suspected but not enough to refuse: a person should look. */
  readonly fraudUncertain: boolean;
  /** 0..1, of `promotional` (or of `fraud` where that is set). */
  readonly confidence: number;
  readonly scores: Scores;
  /** Strongest first, at most eight; never a range of an opt-out notice. */
  readonly evidence: readonly Evidence[];
  /** Hosts of the links in the text, lower case, in order, once each. */
  readonly links: readonly string[];
  /** Hosts among `links` that the organization has not registered (all of them if it registered none). */
  readonly foreignLinks: readonly string[];
  readonly hasOptOutNotice: boolean;
  readonly sensitive: readonly SensitiveSpan[];
  /** What the text offers that may not be offered, in the order of the text. */
  readonly forbidden: readonly ForbiddenSpan[];
  /** A sum of money is named. */
  readonly mentionsPrice: boolean;
  /** USSD codes such as `*800#`, as written. */
  readonly ussd: readonly string[];
  /** How well the text fits the declared subjects, 0..1; null where none were declared or nothing can be said. */
  readonly onSubject: number | null;
};
