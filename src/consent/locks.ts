/** Advisory locks of the room, the same in every process. */

/** Held alone while a person is erased, and shared by imports between making their subjects and writing their entries. */
export const ERASE_LOCK = 7_238_116;
/** Held by the node that seals. */
export const SEAL_LOCK = 7_238_115;
