import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Gate } from '#src/gate/index.ts';
import { AppError } from '#src/kernel/index.ts';
import { type Call, isText, toProblem, validate } from '#src/web/index.ts';
import { presentDecision } from './present-decision.ts';
import { checkInput } from './schemas.ts';

/** Longest line of a stream of requests, in characters. */
const MAX_LINE = 32_768;
/** Requests of one stream that are decided at the same time; answers keep the order of the requests. */
const AHEAD = 256;

/** Decides a stream of requests, one JSON object a line, and yields one line for each: a decision or a problem document. */
export async function* streamChecks(
  gate: Gate,
  call: Pick<Call, 'stream' | 'actor' | 'language' | 'requestId'>,
): AsyncGenerator<string> {
  const pending: Promise<string>[] = [];
  for await (const line of lines(call.stream)) {
    if (line.trim() === '') continue;
    pending.push(answer(gate, call, line));
    if (pending.length >= AHEAD) yield (await pending.shift()) as string;
  }
  for (const one of pending) yield await one;
}

async function answer(
  gate: Gate,
  { actor, language, requestId }: Pick<Call, 'actor' | 'language' | 'requestId'>,
  line: string,
): Promise<string> {
  try {
    const body = validate(checkInput, parse(line));
    const at = body.at ? Temporal.Instant.from(body.at) : null;
    return `${JSON.stringify(presentDecision(await gate.check({ ...body, at }, actor), language))}\n`;
  } catch (error) {
    return `${JSON.stringify(toProblem(error, requestId, language))}\n`;
  }
}

function parse(line: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new AppError('MALFORMED_JSON');
  }
  if (!isText(value)) throw new AppError('MALFORMED_REQUEST');
  return value;
}

/** Lines of a stream; one that is too long ends it, so that memory stays bounded. */
async function* lines(stream: Readable): AsyncGenerator<string> {
  let unfinished = 0;
  const guard = (chunk: Buffer) => {
    const last = chunk.lastIndexOf(10);
    unfinished = last < 0 ? unfinished + chunk.length : chunk.length - last - 1;
    if (unfinished > MAX_LINE) stream.destroy(new AppError('TOO_LARGE'));
  };
  stream.on('data', guard);
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.length > MAX_LINE) throw new AppError('TOO_LARGE');
    yield line;
  }
}
