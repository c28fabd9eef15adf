/** Watches that a silent peer is still there. */
export interface LinkWatch {
  /** Something was received. */
  heard(): void;
  stop(): void;
}

interface LinkWatchOptions {
  /** Silence after which the peer is asked. */
  readonly idleMs: number;
  /** Silence after the question that proves it gone. */
  readonly answerMs: number;
  readonly probe: () => void;
  readonly dead: () => void;
}

/**
 * Starts watching: sends a probe (enquire_link) after `idleMs` of silence and reports the peer dead when nothing at all
 * has come `answerMs` later. Anything received proves the link: a peer busy with its queue may answer late.
 */
export function watchLink({ idleMs, answerMs, probe, dead }: LinkWatchOptions): LinkWatch {
  let heardAt = performance.now();
  let probing = false;
  let timer = setTimeout(idle, idleMs);

  function idle(): void {
    const silent = performance.now() - heardAt;
    if (silent < idleMs) {
      timer = setTimeout(idle, Math.ceil(idleMs - silent));
      return;
    }
    probing = true;
    timer = setTimeout(dead, answerMs);
    probe();
  }

  return {
    // Called for every chunk, so that a timer is touched only where one was set for an answer.
    heard() {
      heardAt = performance.now();
      if (!probing) return;
      probing = false;
      clearTimeout(timer);
      timer = setTimeout(idle, idleMs);
    },
    stop() {
      probing = false;
      clearTimeout(timer);
    },
  };
}
