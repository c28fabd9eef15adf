import { createHmac } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDecisions } from '#src/gate/index.ts';
import type { House } from '#src/house.ts';
import { messagesById, trainingLine } from '#src/messages/index.ts';
import { GiveUp } from '#src/queue/index.ts';

/**
 * Appends a judgement that a reviewer corrected to `training/judgements.jsonl` under DATA_DIR, without anything that
 * names a person or a sender. A line that is there already is not written again.
 */
export async function keepJudgement(
  { db, config, secrets }: Pick<House, 'db' | 'config' | 'secrets'>,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { messageId, promotional, fraud } = payload;
  if (typeof messageId !== 'string' || typeof promotional !== 'boolean' || typeof fraud !== 'boolean')
    throw new GiveUp('malformed');
  const em = db.reader();
  const message = (await messagesById(em, [messageId])).get(messageId);
  if (!message) return;
  const decisions = await readDecisions(em, message.decision_id ? [message.decision_id] : []);
  const [organization] = await em.execute<{ legal_name: string }[]>(
    'select legal_name from organization where id = ?::uuid',
    [message.organization_id],
  );
  const decision = decisions.get(message.decision_id ?? '') ?? null;
  const id = createHmac('sha256', secrets.recipientKey).update(`judgement ${messageId}`).digest('hex').slice(0, 32);
  const line = trainingLine(id, message, { promotional, fraud }, decision, organization?.legal_name ?? null);
  if (line) await appendOnce(join(config.dataDir, 'training'), id, `${JSON.stringify(line)}\n`);
}

async function appendOnce(folder: string, id: string, line: string): Promise<void> {
  const file = join(folder, 'judgements.jsonl');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (!known.includes(`"id":"${id}"`)) await appendFile(file, line, { mode: 0o600, flush: true });
}
