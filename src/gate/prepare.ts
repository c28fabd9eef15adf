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
  /** The words that are the same in all its texts, and the hosts of the links among them. */
  fixed: string;
  hosts: readonly string[];
}

/** How a text stands to the templates of its sender. */
export interface Templated {
  /** The template by which it is sent; null for a free text that is none. */
  template: GateTemplate | null;
  variables: Readonly<Record<string, string>>;
  /** Where the text leaves its template, or the nearest one; worked out only when it is asked. */
  hint(): readonly string[];
}

const untemplated: Templated = { template: null, variables: {}, hint: () => [] };

/** A request with everything that needs no database: who, to whom, what it says, which pack decides. */
export interface Prepared {
  request: CheckRequest;
  text: string;
  sender: GateSender | null;
  template: GateTemplate | null;
  templateHint: Templated['hint'];
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
    timeZones: timeZonesOf(parsed.e164, parsed.country),
  };
}

/** What one text from one sender is judged to be; shared by all recipients of a batch. */
export interface Judged {
  text: string;
  sender: GateSender | null;
  template: GateTemplate | null;
  templateHint: Templated['hint'];
  judgement: ContentJudgement;
  segmentation: Segmentation;
}

/** Judges a text that came as such: one that an approved template matches is judged as that. */
export async function judgeFreeText(
  { recogniseText }: { recogniseText(text: string, senderId: string): Promise<Templated | null> },
  text: string,
  sender: GateSender | null,
): Promise<Judged> {
  const templated = sender && (await recogniseText(text, sender.id));
  return judgeText(text, sender, templated ?? untemplated);
}

/** Judges a text once. */
export function judgeText(text: string, sender: GateSender | null, { template, variables, hint }: Templated): Judged {
  const context = {
    subjects: sender?.subjects ?? [],
    organizationHosts: sender?.hosts ?? [],
    ...(sender ? { organizationName: sender.organizationName } : {}),
    template: template?.approved && template.matched ? { fixed: template.fixed, variables } : null,
  };
  return {
    text,
    sender,
    template,
    templateHint: hint,
    judgement: judge(text, context),
    segmentation: segment(text),
  };
}

/** Brings a request, its judged text and its recipient together. Pure: the database is asked later, for many at once. */
export function prepare(request: CheckRequest, judged: Judged, recipient: Recipient, choose: ChoosePack): Prepared {
  const { judgement, sender } = judged;
  const declared = request.category;
  const mismatch = declared !== undefined && !compatible(declared, judgement);
  const stated = declared ?? categoryOf(judged);
  const category = stated === null || mismatch ? judgement.detected : stated;
  const granted = recipient.operator ? sender?.operators[recipient.operator] : undefined;
  const lineClass = granted?.lineClass ?? sender?.lineClass ?? '';
  // A number that cannot be read says nothing about its country: the caller's rules are then those of the home pack.
  const pack = choose(recipient.parsed.ok ? recipient.country : 'IR');
  return { ...judged, request, recipient, pack, category, mismatch, lineClass };
}

/** What an approved template says that its texts are, where this text can be that. */
function categoryOf({ template, judgement }: Judged): Category | null {
  if (!template?.approved || !template.matched || template.category === null) return null;
  return compatible(template.category, judgement) ? template.category : null;
}
