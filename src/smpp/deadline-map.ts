/** A map whose entries all live equally long: what is not taken in time is given up. */
export interface DeadlineMap<V> {
  readonly size: number;
  set(key: number, value: V): void;
  take(key: number): V | undefined;
  /** Removes everything and returns it, oldest first. */
  drain(): V[];
  /** Stops the clock: while nothing can be heard, silence proves nothing. */
  suspend(): void;
  /** Starts it again; nothing expires before what had piled up meanwhile could be read. */
  resume(): void;
}

/** After a pause this long must pass before anything expires: what the kernel had buffered is read in less. */
const GRACE_MS = 1000;

/**
 * Makes a map whose entries expire `timeoutMs` after they were set; `expired` gets each once, after it was removed.
 * Entries are kept in the order of their deadlines (one life time, keys never set twice), so one timer serves them all.
 */
export function createDeadlineMap<V>(timeoutMs: number, expired: (key: number, value: V) => void): DeadlineMap<V> {
  const entries = new Map<number, { readonly value: V; readonly deadline: number }>();
  let timer: NodeJS.Timeout | null = null;
  let suspended = false;
  let notBefore = 0;

  return {
    get size() {
      return entries.size;
    },
    set(key, value) {
      entries.set(key, { value, deadline: performance.now() + timeoutMs });
      if (!timer) arm(timeoutMs);
    },
    take(key) {
      const entry = entries.get(key);
      if (entry) entries.delete(key);
      return entry?.value;
    },
    drain() {
      const values = Array.from(entries.values(), ({ value }) => value);
      entries.clear();
      disarm();
      return values;
    },
    suspend() {
      suspended = true;
      disarm();
    },
    resume() {
      suspended = false;
      notBefore = performance.now() + Math.min(GRACE_MS, timeoutMs);
      if (entries.size > 0 && !timer) sweep();
    },
  };

  function sweep(): void {
    timer = null;
    const now = performance.now();
    for (const [key, { value, deadline }] of entries) {
      const due = Math.max(deadline, notBefore);
      if (due > now) {
        arm(due - now);
        return;
      }
      entries.delete(key);
      expired(key, value);
    }
  }

  function arm(delayMs: number): void {
    // The socket keeps the process alive; a timer left behind by entries that were taken must not.
    if (!suspended) timer = setTimeout(sweep, Math.ceil(delayMs)).unref();
  }

  function disarm(): void {
    if (timer) clearTimeout(timer);
    timer = null;
  }
}
