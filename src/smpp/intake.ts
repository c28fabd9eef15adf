import type { Socket } from 'node:net';

/** Decides whether more is read from a socket. */
export interface Intake {
  /** Looks again: handlers or the peer have caught up or fallen behind. */
  regulate(): void;
  stop(): void;
}

interface IntakeOptions {
  readonly socket: Socket;
  /** Deliveries whose handlers are at work, and how many of them are enough. */
  readonly backlog: () => number;
  readonly limit: number;
  /** Reading has stopped: until it goes on, silence proves nothing. */
  readonly paused: () => void;
  readonly resumed: () => void;
  /** How long a peer may take nothing of what it is sent, and what then happens. */
  readonly patienceMs: number;
  readonly unread: () => void;
}

/** Octets that may wait for a peer that does not read, before we stop reading from it, too. */
const OUTPUT_LIMIT = 1 << 18;

/**
 * Reads from a socket for as long as handlers keep up and the peer takes its answers; else TCP makes the SMSC wait, so
 * that memory is bounded and nothing is refused. Reading goes on at half the limit.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { socket, backlog, limit, paused, resumed, patienceMs, unread } = options;
  let reading = true;
  let patience: NodeJS.Timeout | null = null;

  return {
    regulate() {
      const choked = socket.writableLength >= OUTPUT_LIMIT;
      watch(choked);
      const read = !choked && backlog() < (reading ? limit : Math.ceil(limit / 2));
      if (read === reading) return;
      reading = read;
      if (read) {
        resumed();
        socket.resume();
      } else {
        paused();
        socket.pause();
      }
    },
    stop: () => watch(false),
  };

  /** A peer that takes nothing for so long is gone, though TCP has not noticed. */
  function watch(choked: boolean): void {
    if (choked === (patience !== null)) return;
    if (patience) clearTimeout(patience);
    patience = choked ? setTimeout(unread, patienceMs) : null;
  }
}
