import { IdempotencySchema } from './idempotency.entity.ts';

export { type AppParts, createApp, createRouter } from './app.ts';
export { type Authenticate, authorize, createAuthenticate } from './authenticate.ts';
export { callRoute, type InsideCall } from './call-route.ts';
export { describeError } from './describe-error.ts';
export { expectedError } from './expected-error.ts';
export { createHttpServer } from './http-server.ts';
export { completeKey, forgetOldKeys } from './idempotency.ts';
export { languageOf } from './language.ts';
export { logThrown } from './log-thrown.ts';
export { openApi } from './openapi.ts';
export { type Problem, SOON_SECONDS, toProblem } from './problem.ts';
export { createRateLimit, type RateLimit } from './rate-limit.ts';
export { isText, readBody, readJson } from './read-body.ts';
export {
  type Access,
  type Answer,
  accepted,
  type Call,
  created,
  type Language,
  ok,
  openRoute,
  type Route,
  readRoute,
  writeRoute,
} from './route.ts';
export { validate, withFaults } from './validate.ts';

export const webEntities = [IdempotencySchema];
