import smpp, { type Pdu, type Session } from 'smpp';
import { type Behaviour, type Fate, reactionOf } from './behaviours.ts';
import { moFields, receiptFields, type SimulatedMo, type SimulatedSubmit, submitOf } from './messages.ts';
import { createOutbox, type Outbox } from './outbox.ts';

export interface SimulationOptions {
  readonly systemId: string;
  readonly password: string;
  readonly behaviour: Behaviour;
  /** From the acceptance of a message to its receipt. */
  readonly receiptDelayMs: number;
  /** How many of the latest submits are remembered. */
  readonly remember: number;
}

/** Receipts and MO messages that may wait in memory: beyond that a submit is answered ESME_RMSGQFUL. */
const WAITING_LIMIT = 50_000;
const BIND_MS = 10_000;
const status = { ok: 0, wrongBindState: 4, queueFull: 0x14, bindFailed: 0x0d, wrongPassword: 0x0e } as const;

/** What the simulated SMSC knows and does, apart from listening. */
export class Simulation {
  readonly outbox: Outbox = createOutbox();
  readonly submits: SimulatedSubmit[] = [];
  behaviour: Behaviour;
  readonly #options: SimulationOptions;
  readonly #sessions = new Map<Session, 'open' | 'bound'>();
  readonly #timers = new Set<NodeJS.Timeout>();
  // Ids of one run are never those of another, whose receipts may still be awaited.
  readonly #run = Date.now().toString(16);
  #count = 0;
  #reference = 0;

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.behaviour = options.behaviour;
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
    session.on('pdu', (pdu) => {
      try {
        this.#take(session, pdu);
      } catch {
        // The codec throws where a field is not what it expects: such a peer is dropped, not the process.
        session.destroy();
      }
    });
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
    if (pdu.system_id !== this.#options.systemId || pdu.password !== this.#options.password) {
      const command_status = pdu.system_id === this.#options.systemId ? status.wrongPassword : status.bindFailed;
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
    }, this.#options.receiptDelayMs);
    this.#timers.add(timer);
  }

  #record(submit: SimulatedSubmit): void {
    this.submits.push(submit);
    if (this.submits.length > this.#options.remember) this.submits.shift();
  }
}
