import type { Socket } from 'node:net';
import { command, isResponse } from './commands.ts';
import { createIntake, type Intake } from './intake.ts';
import { type LinkWatch, watchLink } from './link-watch.ts';
import { createFramer } from './pdu-framer.ts';
import { commandId, commandStatus, sequenceNumber } from './pdu-read.ts';
import { bindPdu, headerPdu } from './pdu-write.ts';
import type { RouteSettings } from './route-settings.ts';
import { openSocket } from './socket.ts';
import { type Refusal, refusalOf, status } from './statuses.ts';
import type { Accepted, Refused, Unknown } from './submit-message.ts';
import type { QueuedSubmit } from './submit-queue.ts';
import { createSubmitWindow, type SubmitWindow } from './submit-window.ts';

/** Why a connection ended; `refusal` where the SMSC refused the bind. */
export interface ConnectionEnd {
  readonly reason: string;
  readonly refusal: Refusal | null;
}

/** What a connection asks of and tells to its session. */
export interface ConnectionHooks {
  bound(): void;
  /** Called once, when the connection is over for whatever reason. */
  closed(end: ConnectionEnd): void;
  /** At most `room` submits to be written now. */
  next(room: number): readonly QueuedSubmit[];
  delivery(pdu: Buffer, reply: (response: Buffer) => void): void;
  /** Deliveries whose handlers are still at work. */
  backlog(): number;
  /** The answer to a submit whose time was over. */
  late(reference: string, answer: Accepted | Refused): void;
}

/** What a peer that has unbound may take to close. */
const LINGER_MS = 2000;

/**
 * One TCP or TLS connection from its opening to its end: bound at most once, never used again. What the peer or the
 * network does to it ends in `hooks.closed`, never in a throw.
 */
export class Connection {
  readonly #route: RouteSettings;
  readonly #hooks: ConnectionHooks;
  readonly #socket: Socket;
  readonly #framer = createFramer();
  readonly #window: SubmitWindow;
  readonly #intake: Intake;
  #phase: 'opening' | 'bound' | 'closing' | 'closed' = 'opening';
  #sequence = 0;
  #output: Buffer[] = [];
  #flushing = false;
  #timer: NodeJS.Timeout;
  #link: LinkWatch | null = null;
  #unbound: (() => void) | null = null;

  /** @throws where the route's `ca` file cannot be read */
  constructor(route: RouteSettings, hooks: ConnectionHooks) {
    this.#route = route;
    this.#hooks = hooks;
    this.#window = createSubmitWindow({ route, freed: () => this.wake(), late: hooks.late });
    this.#socket = openSocket(route, () => this.#bind());
    this.#intake = createIntake({
      socket: this.#socket,
      backlog: hooks.backlog,
      limit: route.inbound,
      paused: () => {
        this.#window.suspend();
        this.#link?.stop();
      },
      resumed: () => {
        this.#window.resume();
        this.#startLink();
      },
      patienceMs: route.enquireTimeoutMs,
      unread: () => this.end('the SMSC does not read'),
    });
    this.#timer = setTimeout(() => this.end('bind timed out'), route.bindTimeoutMs);
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#socket.on('drain', () => this.#drained());
    this.#socket.on('error', (error: NodeJS.ErrnoException) => this.end(error.code ?? error.message));
    this.#socket.on('end', () => this.end(this.#phase === 'closing' ? 'unbound' : 'closed by the SMSC'));
    this.#socket.on('close', () => this.end('closed'));
  }

  get bound(): boolean {
    return this.#phase === 'bound';
  }

  /** Submits on the wire without an answer. */
  get inFlight(): number {
    return this.#window.size;
  }

  /** Writes what `hooks.next` gives, together with all else that is ready, at the end of this turn of the event loop. */
  wake(): void {
    if (this.#flushing || this.#phase === 'closed') return;
    this.#flushing = true;
    setImmediate(() => this.#flush());
  }

  /** Stops or goes on reading, as handlers and the peer keep up. */
  regulate(): void {
    if (this.#phase !== 'closed') this.#intake.regulate();
  }

  /** Sends unbind, waits for the answer at most `waitMs`, and closes. */
  async unbind(waitMs: number): Promise<void> {
    if (this.#phase === 'bound') {
      this.#flush();
      this.#phase = 'closing';
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#unbound = resolve;
      this.#timer = setTimeout(resolve, waitMs);
      this.#socket.write(headerPdu(command.unbind, this.#nextSequence()));
      await promise;
    }
    this.end('stopped', { why: 'stopped' });
  }

  /** Ends the connection at once: what is unanswered ends as `unknown`. */
  end(reason: string, { why = 'disconnected', refusal = null }: EndOptions = {}): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    clearTimeout(this.#timer);
    this.#intake.stop();
    this.#link?.stop();
    this.#output = [];
    this.#socket.destroy();
    this.#unbound?.();
    this.#window.abandon(why);
    this.#hooks.closed({ reason, refusal });
  }

  #bind(): void {
    const { systemId, password, systemType, version } = this.#route;
    const fields = { systemId, password, systemType, interfaceVersion: version };
    this.#socket.write(bindPdu(fields, this.#nextSequence()));
  }

  #receive(chunk: Buffer): void {
    this.#link?.heard();
    try {
      this.#framer.push(chunk, (pdu) => this.#dispatch(pdu));
    } catch (error) {
      this.end(`protocol error: ${error instanceof Error ? error.message : 'unreadable PDU'}`);
    }
    this.regulate();
  }

  #dispatch(pdu: Buffer): void {
    if (this.#phase === 'closed') return;
    const id = commandId(pdu);
    switch (id) {
      case command.submitSmResp:
        this.#window.answered(pdu);
        break;
      case command.deliverSm:
      case command.dataSm:
        this.#hooks.delivery(pdu, (response) => this.#send(response));
        break;
      case command.enquireLink:
        this.#send(headerPdu(command.enquireLinkResp, sequenceNumber(pdu)));
        break;
      case command.bindTransceiverResp:
        this.#bindAnswered(commandStatus(pdu));
        break;
      case command.genericNack:
        this.#nacked(pdu);
        break;
      case command.unbind:
        this.#peerUnbinds(pdu);
        break;
      case command.unbindResp:
        this.#unbound?.();
        break;
      case command.alertNotification:
      case command.outbind:
        break; // Neither has a response (SMPP 3.4 §4.12.1, §4.1.7).
      default:
        if (!isResponse(id)) this.#send(headerPdu(command.genericNack, sequenceNumber(pdu), status.invalidCommandId));
    }
  }

  #bindAnswered(code: number): void {
    if (this.#phase !== 'opening') return;
    if (code !== status.ok) {
      const refusal = refusalOf(code);
      this.end(`bind refused: ${refusal.name}`, { refusal });
      return;
    }
    clearTimeout(this.#timer);
    this.#phase = 'bound';
    this.#startLink();
    this.#hooks.bound();
  }

  /** A nack names the request by its number; one with number 0 says that the SMSC has lost our framing. */
  #nacked(pdu: Buffer): void {
    const refusal = refusalOf(commandStatus(pdu));
    if (this.#phase === 'opening') this.end(`bind refused: ${refusal.name}`, { refusal });
    else if (sequenceNumber(pdu) === 0) this.end(`generic_nack without a number: ${refusal.name}`);
    else this.#window.answered(pdu);
  }

  #peerUnbinds(pdu: Buffer): void {
    this.#send(headerPdu(command.unbindResp, sequenceNumber(pdu)));
    this.#phase = 'closing';
    this.#flush();
    this.#socket.end();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end('unbound'), LINGER_MS);
  }

  #send(pdu: Buffer): void {
    if (this.#phase === 'closed') return;
    this.#output.push(pdu);
    this.wake();
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#phase === 'bound' && !this.#socket.writableNeedDrain && this.#window.room > 0) {
      const batch = this.#hooks.next(this.#window.room);
      if (batch.length > 0) this.#output.push(this.#window.write(batch, () => this.#nextSequence()));
    }
    if (this.#output.length === 0 || !this.#socket.writable) return;
    const [only] = this.#output;
    this.#socket.write(this.#output.length === 1 && only ? only : Buffer.concat(this.#output));
    this.#output = [];
    this.regulate();
  }

  #drained(): void {
    this.regulate();
    this.wake();
  }

  #startLink(): void {
    this.#link?.stop();
    this.#link = watchLink({
      idleMs: this.#route.enquireLinkMs,
      answerMs: this.#route.enquireTimeoutMs,
      probe: () => this.#send(headerPdu(command.enquireLink, this.#nextSequence())),
      dead: () => this.end('enquire_link was not answered'),
    });
  }

  /** 1 to 0x7FFFFFFF, then again from 1 (SMPP 3.4 §3.2): requests of the first round are long answered. */
  #nextSequence(): number {
    this.#sequence = this.#sequence === 0x7fffffff ? 1 : this.#sequence + 1;
    return this.#sequence;
  }
}

interface EndOptions {
  readonly why?: Unknown['why'];
  readonly refusal?: Refusal | null;
}
