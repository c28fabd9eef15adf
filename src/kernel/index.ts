export { type Actor, type Role, roles, systemActor } from './actor.ts';
export { AppError, type ErrorDetails, type Fault, type FindFaults, fault, invalidInput } from './app-error.ts';
export { found, unreachable } from './assert.ts';
export { type Clock, fixedClock, parseInstant, systemClock, toDate, toInstant } from './clock.ts';
export { clockTime, isoDate, type Language, longDate, shortDate } from './dates.ts';
export { type Bilingual, type ErrorCode, errorKinds } from './errors.ts';
export { fill, placeholders, type Values } from './fill.ts';
export { isUuid, newId } from './ids.ts';
export {
  decodeCursor,
  encodeCursor,
  offsetOf,
  type Page,
  type PageRequest,
  pageOf,
  readCursor,
  sortedPageOf,
} from './pages.ts';
