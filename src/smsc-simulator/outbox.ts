import smpp, { type Pdu, type PduFields, type Session } from 'smpp';

/** What is to be delivered to the ESME, kept until it says that it has it. */
export interface Outbox {
  readonly size: number;
  /** Sends a deliver_sm now or as soon as somebody is bound; resolves when it was answered with status 0. */
  deliver(fields: PduFields): Promise<void>;
  /** A session can receive from now on. */
  opened(session: Session): void;
  /** A session is gone: what it has not answered goes to another. */
  closed(session: Session): void;
  stop(): void;
}

interface Item {
  readonly fields: PduFields;
  readonly done: () => void;
  session: Session | null;
}

/** A refused delivery is sent again after this long. */
const AGAIN_MS = 500;

/** Makes an empty outbox. */
export function createOutbox(): Outbox {
  const items = new Set<Item>();
  const sessions = new Set<Session>();
  const timers = new Set<NodeJS.Timeout>();

  return {
    get size() {
      return items.size;
    },
    deliver(fields) {
      return new Promise((resolve) => {
        const item: Item = { fields, done: resolve, session: null };
        items.add(item);
        push(item);
      });
    },
    opened(session) {
      sessions.add(session);
      for (const item of items) if (item.session === null) push(item);
    },
    closed(session) {
      sessions.delete(session);
      for (const item of items) {
        if (item.session !== session) continue;
        item.session = null;
        push(item);
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      items.clear();
    },
  };

  function push(item: Item): void {
    const [session] = sessions;
    if (!session) return;
    item.session = session;
    session.send(new smpp.PDU('deliver_sm', item.fields), (response) => answered(item, session, response));
  }

  function answered(item: Item, session: Session, response: Pdu): void {
    if (item.session !== session || !items.has(item)) return;
    if (response.command_status === 0) {
      items.delete(item);
      item.done();
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (items.has(item)) push(item);
    }, AGAIN_MS);
    timers.add(timer);
  }
}
