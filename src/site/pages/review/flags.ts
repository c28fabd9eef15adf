import type { Json } from '../../page.ts';
import type { SiteHouse } from '../../site-house.ts';

/** What a reviewer should see at a glance; its words are `review.flag.<key>`. */
export interface Flag {
  key: 'lookalike' | 'protected' | 'second' | 'renewal' | 'expiring';
  icon: string;
}

const HOUR = 3_600_000;
/** A review usually takes two days; after one it is time to look. */
const USUAL_HOURS = 48;
const SOON_HOURS = 24;
const EXPIRING_DAYS = 30;

const icons: Readonly<Record<Flag['key'], string>> = {
  lookalike: 'spy',
  protected: 'shield-lock',
  second: 'user-plus',
  renewal: 'refresh',
  expiring: 'calendar-due',
};

/** The flags of an application and its sender. */
export function flagsOf(house: SiteHouse, sender: Json, number: number, at: Date): Flag[] {
  const keys: Flag['key'][] = [];
  const guarded = new Set(house.registry.protectedNames.map(({ name }) => name));
  const warned = sender.warnings as { of: string }[];
  if (warned.length > 0) keys.push('lookalike');
  if (warned.some(({ of }) => guarded.has(of))) keys.push('protected');
  if (sender.reviewersNeeded > 1) keys.push('second');
  if (number > 1) keys.push('renewal');
  const left = sender.expiresAt ? new Date(sender.expiresAt).getTime() - at.getTime() : Number.POSITIVE_INFINITY;
  if (left < EXPIRING_DAYS * 24 * HOUR) keys.push('expiring');
  return keys.map((key) => ({ key, icon: icons[key] }));
}

/** How an application stands against the usual time of a review. */
export function clockOf(waitingHours: number): { state: 'calm' | 'soon' | 'late'; leftMs: number } {
  const leftMs = (USUAL_HOURS - waitingHours) * HOUR;
  if (leftMs < 0) return { state: 'late', leftMs: -leftMs };
  return { state: waitingHours > SOON_HOURS ? 'soon' : 'calm', leftMs };
}
