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
  const requests = lines(call.stream);
  const pending: Promise<string>[] = [];
  const read = () => {
    const line = requests.next();
    // It may fail while only answers are waited for; the wait for the line itself tells of it.
    line.catch(() => undefined);
    return line;
  };
  let next: ReturnType<typeof read> | null = read();
  // Whoever waits for an answer before the next request gets it: reading ahead never holds one back.
  while (next || pending.length > 0) {
    const head = pending[0];
    const reading = pending.length < AHEAD ? next : null;
    const first = await Promise.race([head, reading].filter((one) => one !== null && one !== undefined));
    if (typeof first === 'string') {
      pending.shift();
      yield first;
    } else if (first.done) {
      next = null;
    } else {
      next = read();
      if (first.value.trim() !== '') pending.push(answer(gate, call, first.value));
    }
  }
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
async function* lines(stream: Readable): AsyncGenerator<string, void> {
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
