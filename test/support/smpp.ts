import type { ExecutionContext } from 'ava';
import {
  createSession,
  type MoMessage,
  parseRouteUrl,
  type Receipt,
  type Session,
  type SessionHandlers,
  type SessionState,
  type SubmitMessage,
} from '#src/smpp/index.ts';
import { type Habits, startZoo, type Zoo } from './smsc-zoo.ts';

/** Settings that try again at once, and give up on nothing that a busy machine may be late with. */
const QUICK = 'reconnectMinMs=5&reconnectMaxMs=20&responseTimeoutMs=10000&enquireLinkMs=10000&enquireTimeoutMs=10000';

/** A session and all that it has told. */
export interface Watched {
  readonly session: Session;
  readonly receipts: Receipt[];
  readonly mo: MoMessage[];
  readonly states: SessionState[];
  readonly late: unknown[];
}

/** Opens a session that is stopped with the test. Options override the quick defaults. */
export function openSession(
  t: ExecutionContext,
  url: string,
  options: { query?: string; handlers?: Partial<SessionHandlers> } = {},
): Watched {
  const told = {
    receipts: [] as Receipt[],
    mo: [] as MoMessage[],
    states: [] as SessionState[],
    late: [] as unknown[],
  };
  const given = new URLSearchParams(options.query ?? '');
  const quick = [...new URLSearchParams(QUICK)].filter(([name]) => !given.has(name));
  const route = parseRouteUrl(`${url}?${new URLSearchParams([...quick, ...given])}`);
  const session = createSession(route, {
    onReceipt: (receipt) => void told.receipts.push(receipt),
    onMo: (message) => void told.mo.push(message),
    onState: (state) => void told.states.push(state),
    onLateAnswer: (reference, answer) => void told.late.push([reference, answer]),
    ...options.handlers,
  });
  t.teardown(() => session.stop(50));
  return { session, ...told };
}

/** A zoo with one animal, and a session that tries to live with it; bound unless it never can be. */
export async function visit(
  t: ExecutionContext,
  habits: Habits,
  options: { query?: string; handlers?: Partial<SessionHandlers>; bound?: boolean } = {},
): Promise<Watched & { zoo: Zoo }> {
  const zoo = await startZoo(habits);
  const watched = openSession(t, zoo.url, options);
  t.teardown(() => zoo.stop());
  if (options.bound !== false) t.true(await watched.session.whenBound(5000), 'bound');
  return { zoo, ...watched };
}

/** A submit_sm of a plain text. */
export function hello(fields: Partial<SubmitMessage> = {}): SubmitMessage {
  return {
    source: { address: '982142750000', ton: 1, npi: 1 },
    destination: { address: '989121234567', ton: 1, npi: 1 },
    part: { kind: 'short', octets: Buffer.from('hello'), udh: false, dataCoding: 0 },
    ...fields,
  };
}

/** Waits until something holds, at most five seconds. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('what was waited for has not happened');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
