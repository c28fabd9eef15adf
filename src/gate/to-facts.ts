import type { Actor } from '#src/kernel/index.ts';
import { type Facts, unknownSender } from '#src/policy/index.ts';
import { regionsOf } from '#src/text/index.ts';
import type { FactRow } from './fact-row.ts';
import type { GateSender } from './gate-sender.ts';
import type { Prepared } from './prepare.ts';

/** Below this, a text on a service line is taken to lie outside the declared subjects. */
const ON_SUBJECT = 0.2;

/** Puts what was prepared and what the database said into the table of facts that packs read. Pure. */
export function toFacts(prepared: Prepared, row: FactRow, actor: Actor, bulk: boolean): Facts {
  return {
    message: messageFacts(prepared, bulk),
    sender: prepared.sender ? senderFacts(prepared, prepared.sender, row, actor) : unknownSender(),
    organization: { suspended: prepared.sender?.organizationSuspended ?? false },
    recipient: recipientFacts(prepared, row),
    consent: {
      promotional: row.promotional,
      vas: row.vas,
      senderOptOut: row.senderOptOut,
      organizationOptOut: row.organizationOptOut,
      categoryOptOut: row.optOutPurposes.includes(prepared.category),
      unclear: row.unclear,
    },
    recent: {
      organizationPromotional: row.organizationPromotional,
      senderPromotional: row.senderPromotional,
      organizationAll: row.organizationAll,
    },
    channel: { name: 'sms', windowOpen: true, marketingStopped: false, templateStatus: '' },
  };
}

function messageFacts(prepared: Prepared, bulk: boolean): Facts['message'] {
  const { judgement, template, request, segmentation, sender, category } = prepared;
  const matched = template?.approved === true && template.matched;
  return {
    category,
    declared: request.category ?? '',
    detected: judgement.detected,
    promotional: category === 'promotional' || judgement.promotional,
    uncertain: judgement.uncertain && request.category !== 'promotional',
    fraud: judgement.fraud,
    fraudUncertain: judgement.fraudUncertain,
    mismatch: prepared.mismatch,
    offSubject: judgement.onSubject !== null && judgement.onSubject < ON_SUBJECT && prepared.lineClass === 'service',
    forbidden: [...new Set(judgement.forbidden.map(({ topic }) => topic))],
    sensitive: [...new Set(judgement.sensitive.map(({ kind }) => kind))],
    hasOptOutNotice: judgement.hasOptOutNotice,
    hasLink: judgement.links.length > 0,
    linkAllowed:
      (sender?.allowLinks ?? false) ||
      (matched && judgement.links.length > 0 && judgement.links.every((host) => template.hosts.includes(host))),
    unregisteredHosts: (sender?.hosts.length ?? 0) > 0 ? [...judgement.foreignLinks] : [],
    templateUsed: template !== null,
    templateApproved: template?.approved ?? false,
    templateMatched: template?.matched ?? false,
    templateCategory: template?.category ?? '',
    priceStated: judgement.mentionsPrice,
    bulk,
    segments: segmentation.segments,
    encoding: segmentation.charset,
  };
}

function senderFacts(
  { lineClass, recipient }: Prepared,
  sender: GateSender,
  { audienceVersion }: FactRow,
  actor: Actor,
): Facts['sender'] {
  const operator = recipient.operator;
  const states = Object.values(sender.operators);
  const provisioned =
    operator === '' ? recipient.country !== 'IR' || states.some(isActive) : isActive(sender.operators[operator]);
  return {
    registered: true,
    active: sender.active,
    status: sender.status,
    kind: sender.kind,
    lineClass: lineClass === 'promotional' ? 'promotional' : 'service',
    declaredLineClass: sender.lineClass,
    allowLinks: sender.allowLinks,
    paused: sender.paused,
    ownedByCaller: actor.role !== 'business' || actor.organizationId === sender.organizationId,
    operatorProvisioned: provisioned,
    // From the statement that looked the recipient up, and not from the cached sender: the two must be of one version.
    hasAudience: audienceVersion > 0,
    audienceVersion,
    // Nobody can answer a name: an opt-out must then go to a number (CRA's «11 to the same sender»).
    companionOptOut: sender.kind !== 'masked' || sender.optOutKeyword !== null,
    templateRequired: sender.templatesOnly,
  };
}

const isActive = (state: { status: string } | undefined): boolean => state?.status === 'active';

function recipientFacts({ recipient }: Prepared, row: FactRow): Facts['recipient'] {
  const { parsed } = recipient;
  return {
    valid: parsed.ok,
    mobile: parsed.ok && parsed.lineType === 'mobile',
    country: recipient.country,
    operator: recipient.operator,
    inAudience: row.inAudience,
    nationalBlock: row.nationalBlock,
    blockLists: row.blockLists,
    regions: parsed.ok ? [...regionsOf(parsed.e164)] : [],
    // Without a place there is no wall clock; the home zone keeps the time rules decidable.
    timeZones: recipient.timeZones.length > 0 ? [...recipient.timeZones] : ['Asia/Tehran'],
  };
}
