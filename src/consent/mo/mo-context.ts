import type { Reader } from '#src/db/index.ts';
import type { CompiledPack } from '#src/policy/index.ts';
import { loadSenderByKey } from '#src/senders/index.ts';
import { parseMsisdn, senderKey } from '#src/text/index.ts';
import type { MoContext } from './receive-mo.ts';

/** Finds whose line a message was sent to, and what the pack of the subscriber's country says of it. */
export async function findMoContext(
  em: Reader,
  choosePack: (country: string) => CompiledPack,
  message: { from: string; to: string },
): Promise<MoContext> {
  const sender = await loadSenderByKey(em, senderKey(message.to));
  const from = parseMsisdn(message.from);
  const { keywords, optOut, acknowledgements } = choosePack((from.ok ? from.country : null) ?? '').source;
  const given = (['opt_out', 'opt_in', 'help'] as const).flatMap((effect) => {
    const text = acknowledgements[effect];
    return text ? [[effect, text] as const] : [];
  });
  return {
    sender: sender && { id: sender.id, organizationId: sender.organizationId, optOutKeyword: sender.optOutKeyword },
    rules: { keywords, scope: optOut?.scope ?? 'sender', acknowledgements: Object.fromEntries(given) },
  };
}
