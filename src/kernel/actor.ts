/** What a key or a person may do; `admin` may do everything. */
export const roles = ['admin', 'reviewer', 'auditor', 'gateway', 'business'] as const;
export type Role = (typeof roles)[number];

/** Who acts: an API key or a signed-in person, bound to one organization or to none. */
export interface Actor {
  /** Id of the API key or user; null for the bootstrap key and for the service itself. */
  id: string | null;
  name: string;
  role: Role;
  organizationId: string | null;
}

/** The service itself, for what it does by the clock. */
export const systemActor: Actor = { id: null, name: 'mohr', role: 'admin', organizationId: null };
