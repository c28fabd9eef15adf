import test from 'ava';
import fc from 'fast-check';
import { effectiveState, type FoldEntry, foldScope, type ScopeState, withWiderOptOuts } from '#src/consent/index.ts';

const promotional = { channel: 'sms', purpose: 'promotional', senderId: null };
let seq = 0;
const entry = (action: FoldEntry['action'], effectiveAt: number, more: Partial<FoldEntry> = {}): FoldEntry => ({
  ...promotional,
  seq: ++seq,
  action,
  evidence: null,
  effectiveAt,
  expiresAt: null,
  ...more,
});
const stateAt = (entries: FoldEntry[], asOf: number) => foldScope(entries, asOf)?.state;

test('a scope without an entry by then has no state', (t) => {
  t.is(stateAt([], 100), undefined);
  t.is(stateAt([entry('opt_in', 10)], 9), undefined);
});

test('the state at an instant is that of the entries effective by then', (t) => {
  const entries = [entry('opt_in', 10, { evidence: 'a' }), entry('opt_out', 20)];
  t.deepEqual(
    [9, 10, 19, 20].map((at) => stateAt(entries, at)),
    [undefined, 'opted_in', 'opted_in', 'opted_out'],
  );
});

test('an opt-in after an opt-out counts only with evidence that was first used after it', (t) => {
  const before = [entry('opt_in', 10, { evidence: 'a' }), entry('opt_out', 20)];
  t.is(stateAt([...before, entry('opt_in', 30)], 40), 'opted_out');
  t.is(stateAt([...before, entry('opt_in', 30, { evidence: 'a' })], 40), 'opted_out');
  t.is(stateAt([...before, entry('opt_in', 30, { evidence: 'b' })], 40), 'opted_in');
});

test('an opt-in that arrives late is put where it belongs and does not undo a later opt-out', (t) => {
  t.is(stateAt([entry('opt_out', 20), entry('opt_in', 10, { evidence: 'late' })], 40), 'opted_out');
});

test('of two entries at the same instant the later in the ledger decides', (t) => {
  t.is(stateAt([entry('opt_in', 10, { evidence: 'a' }), entry('opt_out', 10)], 10), 'opted_out');
});

test('consent ends at the instant at which it expires, and a renewal moves it', (t) => {
  const first = entry('opt_in', 10, { evidence: 'a', expiresAt: 20 });
  t.deepEqual([stateAt([first], 19), stateAt([first], 20)], ['opted_in', 'expired']);
  t.is(stateAt([first, entry('opt_in', 15, { evidence: 'b', expiresAt: 30 })], 25), 'opted_in');
});

test('a request that is not confirmed is pending and changes nothing that was decided', (t) => {
  t.is(stateAt([entry('request', 10)], 10), 'pending');
  t.is(stateAt([entry('opt_out', 5), entry('request', 10)], 10), 'opted_out');
  t.is(stateAt([entry('opt_in', 5, { evidence: 'a' }), entry('request', 10)], 10), 'opted_in');
});

test('an unclear revocation pauses until a person or a new decision of the recipient ends it', (t) => {
  const paused = (...entries: FoldEntry[]) => foldScope(entries, 100)?.paused;
  const given = entry('opt_in', 10, { evidence: 'a' });
  t.true(paused(given, entry('pause', 20)));
  t.false(paused(given, entry('pause', 20), entry('resume', 30)));
  t.false(paused(given, entry('pause', 20), entry('opt_out', 30)));
  t.false(paused(given, entry('pause', 20), entry('opt_in', 30, { evidence: 'b' })));
  t.is(foldScope([entry('pause', 20)], 100)?.state, 'none');
});

/** The rule told as a story: walk the history day by day and change your mind as it says. */
function naive(entries: FoldEntry[], asOf: number): { state: string; paused: boolean } | null {
  const story = entries.filter((e) => e.effectiveAt <= asOf);
  story.sort((a, b) => (a.effectiveAt === b.effectiveAt ? a.seq - b.seq : a.effectiveAt - b.effectiveAt));
  if (story.length === 0) return null;
  let mind: 'nothing' | 'asked' | 'in' | 'out' = 'nothing';
  let expires: number | null = null;
  let paused = false;
  let everOut = false;
  const used = new Set<string>();
  const usedSinceOut = new Set<string>();
  for (const e of story) {
    if (e.action === 'pause') paused = true;
    if (e.action === 'resume') paused = false;
    if (e.action === 'request' && mind === 'nothing') mind = 'asked';
    if (e.action === 'opt_out') {
      [mind, expires, paused, everOut] = ['out', null, false, true];
      usedSinceOut.clear();
    }
    if (e.action !== 'opt_in') continue;
    const fresh = e.evidence !== null && (!used.has(e.evidence) || usedSinceOut.has(e.evidence));
    if (!everOut || fresh) [mind, expires, paused] = ['in', e.expiresAt, false];
    if (e.evidence === null) continue;
    if (!used.has(e.evidence)) usedSinceOut.add(e.evidence);
    used.add(e.evidence);
  }
  if (mind === 'in') return { state: expires !== null && expires <= asOf ? 'expired' : 'opted_in', paused };
  return { state: { nothing: 'none', asked: 'pending', out: 'opted_out' }[mind], paused };
}

const anyEntry = fc.record({
  action: fc.constantFrom<FoldEntry['action']>('opt_in', 'opt_in', 'opt_out', 'request', 'pause', 'resume'),
  evidence: fc.constantFrom(null, 'a', 'b', 'c'),
  effectiveAt: fc.integer({ min: 0, max: 12 }),
  lasts: fc.option(fc.integer({ min: 1, max: 6 })),
});
const anyHistory = fc.array(anyEntry, { maxLength: 9 }).map((rows) =>
  rows.map(({ lasts, ...row }, i): FoldEntry => {
    const expiresAt = row.action === 'opt_in' && lasts !== null ? row.effectiveAt + lasts : null;
    return { ...promotional, ...row, expiresAt, evidence: row.action === 'opt_in' ? row.evidence : null, seq: i + 1 };
  }),
);

test('the fold agrees with a naive walk through any history', (t) => {
  fc.assert(
    fc.property(anyHistory, fc.integer({ min: 0, max: 20 }), (entries, asOf) => {
      const folded = foldScope(entries, asOf);
      const told = naive(entries, asOf);
      t.deepEqual(folded && { state: folded.state, paused: folded.paused }, told);
    }),
    { numRuns: 3000 },
  );
});

test('the order of arrival does not matter as long as the numbers stay', (t) => {
  fc.assert(
    fc.property(anyHistory, fc.integer({ min: 0, max: 20 }), (entries, asOf) => {
      t.deepEqual(foldScope([...entries].reverse(), asOf), foldScope(entries, asOf));
    }),
  );
});

const scopes = [
  { purpose: 'promotional', senderId: null },
  { purpose: 'all', senderId: null },
  { purpose: 'promotional', senderId: 's' },
  { purpose: 'all', senderId: 's' },
  { purpose: 'promotional', senderId: 'other' },
  { purpose: 'vas', senderId: null },
].map((scope) => ({ channel: 'sms', ...scope }));
const choices = ['opted_in', 'opted_out', 'expired', 'pending', undefined] as const;

/** Every combination of states of every scope: 5⁶. */
function* combinations(): Generator<ScopeState[]> {
  for (let n = 0; n < choices.length ** scopes.length; n++) {
    const states = scopes.map((scope, i) => ({
      scope,
      state: choices[Math.floor(n / choices.length ** i) % choices.length],
    }));
    yield states.flatMap(({ scope, state }, i) =>
      state === undefined ? [] : [{ ...scope, state, since: i, seq: i + 1, expiresAt: null, paused: false }],
    );
  }
}

test('the truth table of scopes: the widest opt-out wins, an opt-in counts for its own purpose, others change nothing', (t) => {
  const target = { channel: 'sms', purpose: 'promotional', senderId: 's' };
  let seen = 0;
  for (const states of combinations()) {
    const at = (purpose: string, senderId: string | null) =>
      states.find((s) => s.purpose === purpose && s.senderId === senderId)?.state;
    const own = [at('promotional', null), at('promotional', 's')];
    const refused = [...own, at('all', null), at('all', 's')].includes('opted_out');
    const granted = (['opted_in', 'expired', 'pending'] as const).find((state) => own.includes(state)) ?? 'none';
    if (effectiveState(states, target) !== (refused ? 'opted_out' : granted)) t.fail(JSON.stringify(states));
    seen++;
  }
  t.is(seen, 15_625);
});

test('a state that a wider opt-out overrides names the entry of the widest', (t) => {
  const own: ScopeState = { ...scopes[2]!, state: 'opted_in', since: 3, seq: 3, expiresAt: null, paused: false };
  const sender: ScopeState = { ...scopes[3]!, state: 'opted_out', since: 4, seq: 4, expiresAt: null, paused: false };
  const organization: ScopeState = {
    ...scopes[1]!,
    state: 'opted_out',
    since: 2,
    seq: 2,
    expiresAt: null,
    paused: false,
  };
  t.like(withWiderOptOuts(own, [own, sender]), { state: 'opted_out', seq: 4 });
  t.like(withWiderOptOuts(own, [own, sender, organization]), { state: 'opted_out', seq: 2 });
  t.is(withWiderOptOuts(own, [own]).state, 'opted_in');
});
