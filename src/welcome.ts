import type { Service } from './assemble.ts';

/** Prints where the service listens. */
export async function welcome(service: Service): Promise<void> {
  if (service.url) console.log(`Mohr listens on ${service.url}`);
}
