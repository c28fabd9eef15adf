import type { BatchRequest } from './check-batch.ts';
import type { GateParts } from './gate.ts';
import {
  type Judged,
  judgeFreeText,
  judgeText,
  type Prepared,
  prepare,
  type Recipient,
  readRecipient,
} from './prepare.ts';
import { isCapped } from './question.ts';

/** Recipients that only their own record can tell apart: everything else that rules may read is the same for them. */
export interface Alike {
  /** The first of them. */
  prepared: Prepared;
  capped: boolean;
}

/** One recipient of a batch. */
export interface Addressee {
  /** E.164; as it was asked for where it is no number. */
  to: string;
  recipient: Recipient;
  alike: Alike;
}

/** Judges the text once (of a template, once for each recipient) and sorts the recipients by what they have in common. */
export async function readRecipients(parts: GateParts, request: BatchRequest): Promise<Addressee[]> {
  const sender = await parts.findSender(request.sender);
  const shared = request.templateId ? null : await judgeFreeText(parts, request.text ?? '', sender);
  const known = new Map<string, Alike>();
  const addressees: Addressee[] = [];
  for (const { to, variables } of request.recipients) {
    const recipient = readRecipient(to);
    const judged = shared ?? (await renderAndJudge(parts, { ...request, to, variables }, sender));
    const key = inCommon(recipient, shared ? '' : judged.text);
    let alike = known.get(key);
    if (!alike) {
      const prepared = prepare({ ...request, to, variables }, judged, recipient, parts.choosePack);
      alike = { prepared, capped: isCapped(prepared) };
      known.set(key, alike);
    }
    addressees.push({ to: recipient.msisdn ?? to, recipient, alike });
  }
  return addressees;
}

/** The same for numbers that no rule can tell apart. */
function inCommon({ parsed, country, operator, msisdn, timeZones }: Recipient, text: string): string {
  if (!parsed.ok) return `invalid ${text}`;
  // Elsewhere regions are a function of the number's area code: what has zones and place of its own is like no other.
  if (country !== 'IR') return `${msisdn} ${timeZones.join()} ${text}`;
  return `${parsed.lineType} ${operator} ${text}`;
}

async function renderAndJudge(
  parts: GateParts,
  request: Prepared['request'],
  sender: Judged['sender'],
): Promise<Judged> {
  // One recipient's missing variable is a result like any other, and does not fail the batch.
  const { text, templated } = await parts.renderTemplate(request, sender?.id ?? null, { mismatched: true });
  return judgeText(text, sender, templated);
}
