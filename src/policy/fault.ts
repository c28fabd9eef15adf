/** One thing that is wrong with a pack, a calendar or its vectors: where, and what. */
export interface PackFault {
  /** Where in the document, e.g. `rules.quiet-hours.when`. */
  readonly path: string;
  readonly message: string;
}

/** A pack that cannot be used; carries every fault found, not the first. */
export class PackError extends Error {
  readonly pack: string;
  readonly faults: readonly PackFault[];

  constructor(pack: string, faults: readonly PackFault[]) {
    super(`pack ${pack} does not load:\n${faults.map((f) => `  ${f.path}: ${f.message}`).join('\n')}`);
    this.name = 'PackError';
    this.pack = pack;
    this.faults = faults;
  }
}
