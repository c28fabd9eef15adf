import { type ContentJudgement, compatible, judge } from '#src/content/index.ts';
import type { Category, CompiledPack } from '#src/policy/index.ts';
import {
  mobileOperator,
  type ParsedMsisdn,
  parseMsisdn,
  type Segmentation,
  segment,
  timeZonesOf,
} from '#src/text/index.ts';
import type { CheckRequest } from './check-request.ts';
import type { GateSender } from './gate-sender.ts';

/** The template by which a message is sent, as far as the gate is concerned. */
export interface GateTemplate {
  approved: boolean;
  matched: boolean;
  category: Category | null;
  fixed: string;
}

/** A request with everything that needs no database: who, to whom, what it says, which pack decides. */
export interface Prepared {
  request: CheckRequest;
  text: string;
  sender: GateSender | null;
  template: GateTemplate | null;
  recipient: Recipient;
  judgement: ContentJudgement;
  segmentation: Segmentation;
  pack: CompiledPack;
  /** The category that the rules apply to. */
  category: Category;
  /** The declared category cannot stand for what the text is. */
  mismatch: boolean;
  /** Class of the line for this recipient's operator. */
  lineClass: string;
}

/** A recipient as far as the number itself tells. */
export interface Recipient {
  parsed: ParsedMsisdn;
  msisdn: string | null;
  country: string;
  operator: string;
  timeZones: readonly string[];
}

/** Chooses the pack that decides for a country. */
export type ChoosePack = (country: string) => CompiledPack;

/** Reads a recipient's number. */
export function readRecipient(to: string): Recipient {
  const parsed = parseMsisdn(to);
  if (!parsed.ok) return { parsed, msisdn: null, country: '', operator: '', timeZones: [] };
  const operator = parsed.country === 'IR' && parsed.lineType === 'mobile' ? mobileOperator(parsed.e164) : null;
  return {
    parsed,
    msisdn: parsed.e164,
    country: parsed.country ?? '',
    operator: operator ?? '',
    timeZones: timeZonesOf(parsed.e164),
  };
}

/** What one text from one sender is judged to be; shared by all recipients of a batch. */
export interface Judged {
  text: string;
  sender: GateSender | null;
  template: GateTemplate | null;
  judgement: ContentJudgement;
  segmentation: Segmentation;
}

/** Judges a text once. */
export function judgeText(
  text: string,
  sender: GateSender | null,
  template: GateTemplate | null,
  variables: Readonly<Record<string, string>>,
): Judged {
  const context = {
    subjects: sender?.subjects ?? [],
    organizationHosts: sender?.hosts ?? [],
    ...(sender ? { organizationName: sender.organizationName } : {}),
    template: template?.approved && template.matched ? { fixed: template.fixed, variables } : null,
  };
  return { text, sender, template, judgement: judge(text, context), segmentation: segment(text) };
}

/** Brings a request, its judged text and its recipient together. Pure: the database is asked later, for many at once. */
export function prepare(request: CheckRequest, judged: Judged, recipient: Recipient, choose: ChoosePack): Prepared {
  const { judgement, sender } = judged;
  const declared = request.category;
  const mismatch = declared !== undefined && !compatible(declared, judgement);
  const category = declared === undefined || mismatch ? judgement.detected : declared;
  const granted = recipient.operator ? sender?.operators[recipient.operator] : undefined;
  const lineClass = granted?.lineClass ?? sender?.lineClass ?? '';
  // A number that cannot be read says nothing about its country: the caller's rules are then those of the home pack.
  const pack = choose(recipient.parsed.ok ? recipient.country : 'IR');
  return { ...judged, request, recipient, pack, category, mismatch, lineClass };
}
