import { randomUUIDv7 } from 'node:crypto';

/** Makes a UUIDv7: ordered by creation time, so that indexes on it grow at one end (RFC 9562 § 5.7). */
export function newId(): string {
  return randomUUIDv7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Tells whether a string from outside has the form of a UUID. */
export function isUuid(value: string): boolean {
  return UUID.test(value);
}
