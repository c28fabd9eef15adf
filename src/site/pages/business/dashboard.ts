import { countRecentConsents } from '#src/consent/index.ts';
import { countRecentDecisions } from '#src/gate/index.ts';
import { isoDate } from '#src/kernel/index.ts';
import { countRecentMessages } from '#src/messages/index.ts';
import { type Json, type Page, show, type Visit } from '../../page.ts';

const DAY_MS = 86_400_000;
const DAYS = 14;
const KEPT_MS = 30_000;
const delivered = ['delivered'];
const ended = ['withdrawn', 'revoked', 'rejected'];
const SENDERS_SHOWN = 6;
const failed = ['undeliverable', 'expired', 'rejected'];

/** What an organization has sent, what was refused and why, who left: charts, each with its table. */
export const dashboard: Page = {
  path: '/dashboard',
  access: ['business'],
  menu: 'dashboard',
  get: async (visit) => {
    const counts = await recentCounts(visit);
    const senders = await visit.ask('listSenders', { query: { limit: 50 } });
    const complaints = await visit.ask('listComplaints', { query: { status: 'open', limit: 50 } });
    return show('business/dashboard', {
      ...counts,
      // The text of a code, with the code itself where it is not in the catalogue.
      reasons: counts.reasons.map(({ code, n }: Json) => ({ code, n, text: textOf(visit, code) })),
      senders: senders.items.filter((it: Json) => !ended.includes(it.status)).slice(0, SENDERS_SHOWN),
      complaints: complaints.items.length,
      moreComplaints: complaints.nextCursor !== null,
      days: DAYS,
      scripts: ['chart.js', 'charts.js'],
    });
  },
};

const textOf = ({ house, language }: Visit, code: string) =>
  house.reasonCodes.find((one) => one.code === code)?.text[language] ?? code;

const kept = new Map<string, { at: number; counts: Json }>();

/** The counts of an organization, at most half a minute old. */
async function recentCounts({ house, actor, at }: Visit): Promise<Json> {
  const key = actor.organizationId ?? 'all';
  const had = kept.get(key);
  if (had && at.getTime() - had.at < KEPT_MS && had.at <= at.getTime()) return had.counts;
  const counts = await count(house, actor, at);
  if (kept.size > 1000) kept.clear();
  kept.set(key, { at: at.getTime(), counts });
  return counts;
}

async function count(house: Visit['house'], actor: Visit['actor'], at: Date): Promise<Json> {
  const since = new Date(at.getTime() - DAYS * DAY_MS);
  const em = house.db.reader();
  const messages = await countRecentMessages(em, actor, { since });
  const decisions = await countRecentDecisions(em, actor, { since });
  const consents = await countRecentConsents(em, actor, { since });
  const days = Array.from({ length: DAYS }, (_, i) => isoDate(new Date(at.getTime() - (DAYS - 1 - i) * DAY_MS)));
  const sum = (rows: readonly { n: number }[]) => rows.reduce((total, { n }) => total + n, 0);
  const ofDay = <T extends { day: string; n: number }>(rows: readonly T[], fits: (row: T) => boolean) =>
    days.map((day) => sum(rows.filter((row) => row.day === day && fits(row))));
  return {
    dates: days,
    sent: {
      delivered: ofDay(messages, ({ status }) => delivered.includes(status)),
      failed: ofDay(messages, ({ status }) => failed.includes(status)),
      waiting: ofDay(messages, ({ status }) => !delivered.includes(status) && !failed.includes(status)),
    },
    totals: {
      sent: sum(messages),
      delivered: sum(messages.filter(({ status }) => delivered.includes(status))),
      refused: sum(decisions.outcomes.filter(({ outcome }) => outcome === 'deny')),
      optOuts: sum(consents.filter(({ action }) => action === 'opt_out')),
    },
    reasons: decisions.reasons,
    consents: {
      opt_in: ofDay(consents, ({ action }) => action === 'opt_in'),
      opt_out: ofDay(consents, ({ action }) => action === 'opt_out'),
    },
  };
}
