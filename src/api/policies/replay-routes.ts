import { found } from '#src/kernel/index.ts';
import {
  cancelReplay,
  compileCandidate,
  getReplay,
  listReplays,
  type Rulebook,
  readCandidate,
  startReplay,
} from '#src/rulebook/index.ts';
import { accepted, ok, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { pageOf } from '../shared-schemas.ts';
import { presentReplay } from './present-replay.ts';
import { packParams, replayAccepted, replayInput, replayParams, replayQuery, replayView } from './replay-schemas.ts';

const tag = 'Policies';
const access = ['reviewer', 'auditor'] as const;
const DAY_MS = 86_400_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** Routes of replays: decide recorded traffic again under a candidate pack, and follow it. */
export function replayRoutes({ rulebook }: { rulebook: Rulebook }): Route[] {
  return [start(rulebook), list, one, cancel];
}

const start = (rulebook: Rulebook): Route =>
  writeRoute({
    method: 'post',
    path: '/v1/policies/{pack}/replays',
    operation: 'startReplay',
    summary: 'Decide recorded traffic again under a candidate pack, in the background',
    tag,
    access,
    params: packParams,
    body: replayInput,
    maxBytes: MAX_BYTES,
    answers: { 202: replayAccepted },
    run: async ({ actor, params, body, at }, tx) => {
      const { name } = found(rulebook.packs().get(params.pack));
      const document = readCandidate(body.candidate);
      const candidate = compileCandidate(document, rulebook.library(), name);
      const until = body.until ? new Date(body.until) : at;
      const since = body.since ? new Date(body.since) : new Date(until.getTime() - body.days * DAY_MS);
      const replayId = await startReplay(tx, actor, { document, candidate, since, until, most: body.limit }, at);
      return accepted({ replayId });
    },
  });

const list = readRoute({
  method: 'get',
  path: '/v1/policies/{pack}/replays',
  operation: 'listReplays',
  summary: 'Replays of a pack, newest first',
  tag,
  access,
  params: packParams,
  query: replayQuery,
  answers: { 200: pageOf(replayView) },
  run: async ({ actor, params, query, at }, em) => {
    const { items, nextCursor } = await listReplays(em, actor, params.pack, query);
    return ok({ items: items.map((replay) => presentReplay(replay, at)), nextCursor });
  },
});

const one = readRoute({
  method: 'get',
  path: '/v1/policies/{pack}/replays/{id}',
  operation: 'getReplay',
  summary: 'What a replay has found so far: flips by rule, organization and sender, and what it could not decide',
  tag,
  access,
  params: replayParams,
  answers: { 200: replayView },
  run: async ({ actor, params, at }, em) => ok(presentReplay(await getReplay(em, actor, params.pack, params.id), at)),
});

const cancel = writeRoute({
  method: 'post',
  path: '/v1/policies/{pack}/replays/{id}/cancel',
  operation: 'cancelReplay',
  summary: 'Stop a replay; what it has found stays',
  tag,
  access,
  params: replayParams,
  answers: { 200: replayView },
  run: async ({ actor, params, at }, tx) =>
    ok(presentReplay(await cancelReplay(tx, actor, params.pack, params.id, at), at)),
});
