import type { Reader } from '#src/db/index.ts';
import type { CompiledPack } from '#src/policy/index.ts';
import { loadSenderByKey, loadSharedSender } from '#src/senders/index.ts';
import { parseMsisdn, senderKey } from '#src/text/index.ts';
import type { MoContext } from './receive-mo.ts';

/** Finds whose line a message was sent to, and what the pack of the subscriber's country says of it. */
export async function findMoContext(
  em: Reader,
  choosePack: (country: string) => CompiledPack,
  message: { from: string; to: string; text: string },
): Promise<MoContext> {
  const key = senderKey(message.to);
  const own = await loadSenderByKey(em, key);
  const shared = own ? null : await loadSharedSender(em, key, message.text);
  const sender = own ?? shared?.sender ?? null;
  const from = parseMsisdn(message.from);
  const { keywords, optOut, acknowledgements } = choosePack((from.ok ? from.country : null) ?? '').source;
  const given = (['opt_out', 'opt_in', 'help'] as const).flatMap((effect) => {
    const text = acknowledgements[effect];
    return text ? [[effect, text] as const] : [];
  });
  return {
    sender: sender && { id: sender.id, organizationId: sender.organizationId, optOutKeyword: sender.optOutKeyword },
    says: shared?.says ?? message.text,
    rules: { keywords, scope: optOut?.scope ?? 'sender', acknowledgements: Object.fromEntries(given) },
  };
}
