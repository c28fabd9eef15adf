/** A command line that cannot be understood, or a file that it names and that cannot be used; the message says which. */
export class UsageError extends Error {}
