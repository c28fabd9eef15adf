import type { AddressInfo } from 'node:net';
import smpp, { type Pdu, type Session } from 'smpp';
import { type Behaviour, type Fate, reactionOf } from './behaviours.ts';
import { moFields, receiptFields, type SimulatedMo, type SimulatedSubmit, submitOf } from './messages.ts';
import { createOutbox, type Outbox } from './outbox.ts';

export interface SimulatorOptions {
  readonly host?: string;
  /** 0, the default: any free port. */
  readonly port?: number;
  readonly systemId?: string;
  readonly password?: string;
  readonly behaviour?: Behaviour;
  /** From the acceptance of a message to its receipt. */
  readonly receiptDelayMs?: number;
  /** How many of the latest submits are remembered. */
  readonly remember?: number;
}

/** An SMSC on loopback. */
export interface Simulator {
  /** The route to it: `smpp://systemId:password@host:port`. */
  readonly url: string;
  /** The latest submits, oldest first. */
  readonly submits: readonly SimulatedSubmit[];
  /** How many ESMEs are bound. */
  readonly bound: number;
  /** Receipts and MO messages that nobody has taken yet. */
  readonly undelivered: number;
  behave(behaviour: Behaviour): void;
  /** Sends a message from a subscriber; resolves when the ESME has taken it. */
  sendMo(mo: SimulatedMo): Promise<void>;
  /** Drops every connection, as a failing network does. */
  hangUp(): void;
  stop(): Promise<void>;
}

/** Receipts and MO messages that may wait in memory: beyond that a submit is answered ESME_RMSGQFUL. */
const WAITING_LIMIT = 50_000;
const BIND_MS = 10_000;
const status = { ok: 0, wrongBindState: 4, queueFull: 0x14, bindFailed: 0x0d, wrongPassword: 0x0e } as const;

/**
 * Starts an SMSC that speaks SMPP 3.4 over the npm package `smpp`: another codec than the session's own, so that a
 * mistake in one is not repeated by the other. It sends receipts, keeps what it has to deliver until it is answered, and
 * misbehaves when told to.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0, systemId = 'mohr', password = 'mohr' } = options;
  const simulation = new Simulation(systemId, password, options);
  const server = smpp.createServer((session) => simulation.accept(session));
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, listening);
  });
  const account = `${encodeURIComponent(systemId)}:${encodeURIComponent(password)}`;
  const authority = host.includes(':') ? `[${host}]` : host;
  return {
    url: `smpp://${account}@${authority}:${(server.address() as AddressInfo).port}`,
    get submits() {
      return simulation.submits;
    },
    get bound() {
      return simulation.bound;
    },
    get undelivered() {
      return simulation.outbox.size;
    },
    behave: (behaviour) => {
      simulation.behaviour = behaviour;
    },
    sendMo: (mo) => simulation.sendMo(mo),
    hangUp: () => simulation.hangUp(),
    stop: () => {
      simulation.stop();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

class Simulation {
  readonly outbox: Outbox = createOutbox();
  readonly submits: SimulatedSubmit[] = [];
  behaviour: Behaviour;
  readonly #systemId: string;
  readonly #password: string;
  readonly #receiptDelayMs: number;
  readonly #remember: number;
  readonly #sessions = new Map<Session, 'open' | 'bound'>();
  readonly #timers = new Set<NodeJS.Timeout>();
  // Ids of one run are never those of another, whose receipts may still be awaited.
  readonly #run = Date.now().toString(16);
  #count = 0;
  #reference = 0;

  constructor(systemId: string, password: string, options: SimulatorOptions) {
    this.#systemId = systemId;
    this.#password = password;
    this.behaviour = options.behaviour ?? 'happy';
    this.#receiptDelayMs = options.receiptDelayMs ?? 500;
    this.#remember = options.remember ?? 1000;
  }

  get bound(): number {
    return [...this.#sessions.values()].filter((state) => state === 'bound').length;
  }

  accept(session: Session): void {
    this.#sessions.set(session, 'open');
    // Without a listener an error would end the process; after one the codec reads nothing more from this socket.
    session.on('error', () => session.destroy());
    const impatient = setTimeout(() => {
      if (this.#sessions.get(session) === 'open') session.destroy();
    }, BIND_MS);
    session.on('close', () => {
      clearTimeout(impatient);
      this.#sessions.delete(session);
      this.outbox.closed(session);
    });
    session.on('pdu', (pdu) => this.#take(session, pdu));
  }

  async sendMo(mo: SimulatedMo): Promise<void> {
    const parts = moFields(mo, this.#reference++);
    await Promise.all(parts.map((fields) => this.outbox.deliver(fields)));
  }

  hangUp(): void {
    for (const session of this.#sessions.keys()) session.destroy();
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.outbox.stop();
    this.hangUp();
  }

  #take(session: Session, pdu: Pdu): void {
    if (pdu.isResponse()) return;
    switch (pdu.command) {
      case 'bind_transceiver':
      case 'bind_receiver':
      case 'bind_transmitter':
        this.#bind(session, pdu);
        break;
      case 'submit_sm':
        this.#submit(session, pdu);
        break;
      case 'enquire_link':
        session.send(pdu.response());
        break;
      case 'unbind':
        session.send(pdu.response());
        session.close();
        break;
      default:
        session.send(new smpp.PDU('generic_nack', { sequence_number: pdu.sequence_number, command_status: 3 }));
    }
  }

  #bind(session: Session, pdu: Pdu): void {
    if (pdu.system_id !== this.#systemId || pdu.password !== this.#password) {
      const command_status = pdu.system_id === this.#systemId ? status.wrongPassword : status.bindFailed;
      session.send(pdu.response({ command_status }));
      session.close();
      return;
    }
    this.#sessions.set(session, 'bound');
    session.send(pdu.response({ system_id: 'mohr-simulator' }));
    if (pdu.command !== 'bind_transmitter') this.outbox.opened(session);
  }

  #submit(session: Session, pdu: Pdu): void {
    if (this.#sessions.get(session) !== 'bound') {
      session.send(pdu.response({ command_status: status.wrongBindState }));
      return;
    }
    const reaction = reactionOf(this.behaviour);
    const full = this.#timers.size + this.outbox.size >= WAITING_LIMIT;
    if (reaction.do === 'accept' && !full) {
      this.#accept(session, pdu, reaction.fate);
      return;
    }
    this.#record(submitOf(pdu, null));
    if (reaction.do === 'accept') session.send(pdu.response({ command_status: status.queueFull }));
    else if (reaction.do === 'refuse') session.send(pdu.response({ command_status: reaction.status }));
    else if (reaction.do === 'hangUp') session.destroy();
    else if (reaction.do === 'nack') {
      const fields = { sequence_number: pdu.sequence_number, command_status: reaction.status };
      session.send(new smpp.PDU('generic_nack', fields));
    }
  }

  #accept(session: Session, pdu: Pdu, fate: Fate): void {
    const submit = submitOf(pdu, `${this.#run}${(++this.#count).toString(16).padStart(6, '0')}`);
    this.#record(submit);
    session.send(pdu.response({ message_id: submit.messageId ?? '' }));
    if ((submit.registeredDelivery & 3) === 0) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.outbox.deliver(receiptFields(submit, fate));
    }, this.#receiptDelayMs);
    this.#timers.add(timer);
  }

  #record(submit: SimulatedSubmit): void {
    this.submits.push(submit);
    if (this.submits.length > this.#remember) this.submits.shift();
  }
}
