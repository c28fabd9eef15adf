import { recordAudit } from '#src/audit/index.ts';
import type { Reader, Tx } from '#src/db/index.ts';
import { type Actor, fault, found, invalidInput, newId } from '#src/kernel/index.ts';
import { SmppRoute } from './smpp-route.entity.ts';

/** What is set of a route; `url` has been checked by the caller. */
export interface SmppRouteInput {
  name: string;
  url: string;
  operators: string[];
  lineClasses: string[];
  rank: number;
  weight: number;
  enabled: boolean;
}

/** Key of the route that the configuration gives, which no row describes. */
export const CONFIGURED_ROUTE = 'default';

/** Adds a route; workers bind it as soon as this commits. @throws INVALID_INPUT when its name is taken */
export async function addSmppRoute(tx: Tx, actor: Actor, input: SmppRouteInput, at: Date): Promise<SmppRoute> {
  await assertFreeName(tx, input.name, null);
  const route = tx.create(SmppRoute, { id: newId(), ...input, createdAt: at, updatedAt: at });
  audit(tx, actor, 'smpp_route.create', route, at);
  await tx.flush();
  return route;
}

/** Changes a route; workers bind it anew where its URL changed. @throws NOT_FOUND */
export async function changeSmppRoute(
  tx: Tx,
  actor: Actor,
  id: string,
  input: Partial<SmppRouteInput>,
  at: Date,
): Promise<SmppRoute> {
  const route = found(await tx.findOne(SmppRoute, { id }));
  if (input.name !== undefined) await assertFreeName(tx, input.name, id);
  Object.assign(route, { ...input, updatedAt: at });
  audit(tx, actor, 'smpp_route.update', route, at);
  await tx.flush();
  return route;
}

/** Removes a route: what it has on the wire is finished, then its sessions end. @throws NOT_FOUND */
export async function removeSmppRoute(tx: Tx, actor: Actor, id: string, at: Date): Promise<void> {
  const route = found(await tx.findOne(SmppRoute, { id }));
  audit(tx, actor, 'smpp_route.delete', route, at);
  tx.remove(route);
  await tx.flush();
}

/** Lists the routes that were set through the API, the preferred ones first. */
export async function listSmppRoutes(em: Reader): Promise<SmppRoute[]> {
  return em.find(SmppRoute, {}, { orderBy: { rank: 'asc', name: 'asc' } });
}

/** What a worker said of a route a moment ago. */
export interface RouteState {
  route: string;
  worker: string;
  state: Record<string, unknown> & { phase: string };
  seenAt: Date;
}

/** States of routes as workers reported them within the last `withinMs`. */
export async function routeStates(em: Reader, withinMs = 10_000): Promise<RouteState[]> {
  const rows = await em.execute<{ route: string; worker: string; state: RouteState['state']; seen_at: string }[]>(
    `select route, worker, state, seen_at from smpp_route_state
     where seen_at > clock_timestamp() - ? * interval '1 millisecond' order by route, worker`,
    [withinMs],
  );
  return rows.map(({ seen_at, ...row }) => ({ ...row, seenAt: new Date(seen_at) }));
}

/** `ok` while some worker is bound to some route, else what is wrong in one line. */
export async function smppReadiness(em: Reader): Promise<string> {
  const states = await routeStates(em);
  if (states.some(({ state }) => state.phase === 'bound')) return 'ok';
  return states.length > 0 ? 'no route is bound' : 'no worker is running';
}

/** How many messages wait, by status; those whose time has not come are counted with the others. */
export async function countWaiting(em: Reader): Promise<Record<string, number>> {
  const rows = await em.execute<{ status: string; count: string }[]>(
    `select status, count(*) as count from message where due_at is not null or wake_at is not null group by status`,
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}

async function assertFreeName(tx: Tx, name: string, id: string | null): Promise<void> {
  const other = await tx.findOne(SmppRoute, { name });
  if (name !== CONFIGURED_ROUTE && (!other || other.id === id)) return;
  throw invalidInput([fault('name', 'taken', 'another route has this name', 'مسیر دیگری این نام را دارد')]);
}

function audit(tx: Tx, actor: Actor, action: string, route: SmppRoute, at: Date): void {
  const object = { kind: 'smpp_route', id: route.id };
  recordAudit(tx, actor, { at, action, object, organizationId: null, detail: { name: route.name } });
}
