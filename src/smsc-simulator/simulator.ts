import type { AddressInfo } from 'node:net';
import smpp from 'smpp';
import type { Behaviour } from './behaviours.ts';
import type { SimulatedMo, SimulatedSubmit } from './messages.ts';
import { Simulation, type SimulationOptions } from './simulation.ts';

export interface SimulatorOptions extends Partial<SimulationOptions> {
  readonly host?: string;
  /** 0, the default: any free port. */
  readonly port?: number;
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

/**
 * Starts an SMSC that speaks SMPP 3.4 over the npm package `smpp`: another codec than the session's own, so that a
 * mistake in one is not repeated by the other. It sends receipts, keeps what it has to deliver until it is answered, and
 * misbehaves when told to.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0, systemId = 'mohr', password = 'mohr' } = options;
  const simulation = new Simulation({
    behaviour: 'happy',
    receiptDelayMs: 500,
    remember: 1000,
    ...options,
    systemId,
    password,
  });
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
