import type { CompiledPack, CompiledRule, Phase } from './compiled-pack.ts';
import { isOpenEverywhere, nextOpenEverywhere } from './window.ts';
import { zoneExists } from './zone-clock.ts';

const DAY = 86_400_000;

/** How far ahead an allowed instant is looked for; a message that must wait longer goes to a person. */
export const HORIZON = 60 * DAY;

/** The phase of a rule at an instant (epoch milliseconds). */
export function phaseAt(rule: CompiledRule, ms: number): Phase {
  let current: Phase = rule.phases[0];
  for (const phase of rule.phases) if (phase.from <= ms) current = phase;
  return current;
}

/**
 * Whether time stands against a rule's message at an instant: outside its window, or above its cap. Undefined if the
 * needed fact is missing, also if no time zone of the recipient is known; true for a rule that has neither.
 */
export function timeForbids(
  pack: CompiledPack,
  rule: CompiledRule,
  slots: readonly unknown[],
  ms: number,
): boolean | undefined {
  if (rule.window !== undefined) {
    const zones = slots[pack.zonesSlot] as readonly string[] | undefined;
    if (zones === undefined || zones.length === 0 || !zones.every(zoneExists)) return undefined;
    return !isOpenEverywhere(rule.window, zones, ms);
  }
  if (rule.cap === undefined) return true;
  const times = slots[rule.cap.slot] as readonly number[] | undefined;
  return times === undefined ? undefined : capFreesAt(times, rule.cap.limit, rule.cap.within, ms) > ms;
}

/** When a sliding window has room for one more, given the instants of earlier sends, newest first. */
function capFreesAt(times: readonly number[], limit: number, within: number, ms: number): number {
  const past = times.findIndex((time) => time <= ms);
  const decisive = past < 0 ? undefined : times[past + limit - 1];
  return decisive === undefined ? ms : Math.max(ms, decisive + within);
}

/** The first instant at or after `ms` at which time no longer stands against a rule, or null within the horizon. */
export function nextAllowed(
  pack: CompiledPack,
  rule: CompiledRule,
  slots: readonly unknown[],
  ms: number,
): number | null {
  if (rule.window !== undefined) {
    return nextOpenEverywhere(rule.window, slots[pack.zonesSlot] as readonly string[], ms, ms + HORIZON);
  }
  if (rule.cap === undefined) return null;
  return capFreesAt(slots[rule.cap.slot] as readonly number[], rule.cap.limit, rule.cap.within, ms);
}

/**
 * The first instant at or after `ms` at which all of the given time rules let the message pass, each in the phase it
 * then has; null if there is none within the horizon. All other facts are taken to stay as they are.
 */
export function allAllowed(
  pack: CompiledPack,
  rules: readonly CompiledRule[],
  slots: readonly unknown[],
  ms: number,
): number | null {
  let candidate = ms;
  for (let moved = true; moved; ) {
    moved = false;
    for (const rule of rules) {
      const { effect } = phaseAt(rule, candidate);
      if (effect !== 'defer') continue;
      const next = nextAllowed(pack, rule, slots, candidate);
      if (next === null || next > ms + HORIZON) return null;
      if (next > candidate) moved = true;
      candidate = next;
    }
  }
  return candidate;
}
