import type { ClaimedMessage } from './claim-messages.ts';

/** A place that a submitter of this process keeps for one message that is being accepted. */
export interface Hand {
  /** The claim's end, written with the message. */
  leaseUntil: Date;
  /** Takes the message, once its commit is certain. */
  take(message: ClaimedMessage): void;
  /** Gives the place up: the message was not accepted. */
  drop(): void;
}

/** Keeps a place for a message of a lane, or null where it has to queue. */
export type Reserve = (lane: string) => Hand | null;

/**
 * The way from acceptance to a submitter in the same process: a message that can go at once is claimed in the commit
 * that accepts it, which saves the statement that would claim it. Without a submitter everything queues.
 */
export interface HandOver {
  reserve: Reserve;
  connect(reserve: Reserve): void;
}

/** Makes a way that leads nowhere until a submitter is connected to it. */
export function createHandOver(): HandOver {
  let current: Reserve = () => null;
  return {
    reserve: (lane) => current(lane),
    connect: (reserve) => {
      current = reserve;
    },
  };
}
