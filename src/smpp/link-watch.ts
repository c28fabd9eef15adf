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
  let probedAt: number | null = null;
  let timer = setTimeout(tick, idleMs);

  function tick(): void {
    if (probedAt !== null && heardAt < probedAt) {
      dead();
      return;
    }
    probedAt = null;
    const now = performance.now();
    const silent = now - heardAt;
    if (silent < idleMs) {
      timer = setTimeout(tick, Math.ceil(idleMs - silent));
      return;
    }
    probedAt = now;
    timer = setTimeout(tick, answerMs);
    probe();
  }

  return {
    heard() {
      heardAt = performance.now();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
