import type { Reader } from '#src/db/index.ts';
import { fault, invalidInput } from '#src/kernel/index.ts';
import {
  addSmppRoute,
  CONFIGURED_ROUTE,
  changeSmppRoute,
  countWaiting,
  listSmppRoutes,
  type RouteState,
  removeSmppRoute,
  routeStates,
  type SmppRoute,
  type SmppRouteInput,
} from '#src/messages/index.ts';
import { parseRouteUrl, RouteUrlError, routeLabel } from '#src/smpp/index.ts';
import { created, ok, type Route, readRoute, writeRoute } from '#src/web/index.ts';
import { idParams } from '../shared-schemas.ts';
import { routeInput, routeListOutput, routeOutput, routePatch } from './schemas.ts';

const tag = 'SMPP routes';

/** Shown where another process has the simulator, on a port of its own. */
const SIMULATOR_URL = 'smpp://simulator@localhost';

/** Routes of SMPP routes: see how they are, set them without a restart. `smppUrl` is the configured one. */
export function smppRouteRoutes({ smppUrl }: { smppUrl: string | null }): Route[] {
  return [list(smppUrl), add, change, remove];
}

const list = (smppUrl: string | null): Route =>
  readRoute({
    method: 'get',
    path: '/v1/routes',
    operation: 'listRoutes',
    summary: 'SMPP routes and the state of their sessions',
    tag,
    access: ['auditor', 'reviewer', 'gateway'],
    answers: { 200: routeListOutput },
    run: async (_, em) => {
      const configured = {
        id: CONFIGURED_ROUTE,
        name: CONFIGURED_ROUTE,
        url: smppUrl ?? SIMULATOR_URL,
        operators: [],
        lineClasses: [],
        rank: 1000,
        weight: 1,
        enabled: true,
      };
      const states = await routeStates(em);
      const items = [...(await listSmppRoutes(em)), configured].map((route) => presentRoute(route, states));
      return ok({ items, queue: await countWaiting(em) });
    },
  });

const add = writeRoute({
  method: 'post',
  path: '/v1/routes',
  operation: 'addRoute',
  summary: 'Add an SMPP route; workers bind it at once',
  tag,
  access: [],
  body: routeInput,
  answers: { 201: routeOutput },
  run: async ({ actor, body, at }, tx) => {
    assertUrl(body.url);
    return created(presentRoute(await addSmppRoute(tx, actor, body, at), []));
  },
});

const change = writeRoute({
  method: 'patch',
  path: '/v1/routes/{id}',
  operation: 'changeRoute',
  summary: 'Change an SMPP route',
  tag,
  access: [],
  params: idParams,
  body: routePatch,
  answers: { 200: routeOutput },
  run: async ({ actor, params, body, at }, tx) => {
    if (body.url !== undefined) assertUrl(body.url);
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const route = await changeSmppRoute(tx, actor, params.id, given, at);
    return ok(presentRoute(route, await statesOf(tx)));
  },
});

const remove = writeRoute({
  method: 'delete',
  path: '/v1/routes/{id}',
  operation: 'removeRoute',
  summary: 'Remove an SMPP route',
  tag,
  access: [],
  params: idParams,
  answers: { 204: 'text/plain' },
  run: async ({ actor, params, at }, tx) => {
    await removeSmppRoute(tx, actor, params.id, at);
    return { status: 204 };
  },
});

const statesOf = (em: Reader) => routeStates(em);

function assertUrl(url: string): void {
  try {
    parseRouteUrl(url);
  } catch (error) {
    if (!(error instanceof RouteUrlError)) throw error;
    throw invalidInput(
      error.faults.map(({ option, message }) =>
        fault('url', option, `${option}: ${message}`, `${option}: این بخش از نشانی درست نیست (${message})`),
      ),
    );
  }
}

function presentRoute(route: SmppRoute | (SmppRouteInput & { id: string }), states: readonly RouteState[]) {
  const { id, name, operators, lineClasses, rank, weight, enabled } = route;
  const settings = parseRouteUrl(route.url);
  const sessions = states
    .filter((state) => state.route === id)
    .map(({ worker, state }) => ({ worker, ...state, phase: state.phase }));
  return {
    id,
    name,
    address: routeLabel(settings),
    window: settings.window,
    tps: settings.tps,
    operators,
    lineClasses,
    rank,
    weight,
    enabled,
    usable: enabled && sessions.some(({ phase }) => phase === 'bound'),
    sessions,
  };
}
