export { type Database, type Entities, openDatabase, ormOptions } from './database.ts';
export { type Cluster, type ServerSettings, startCluster } from './embedded/cluster.ts';
export { lockDataDir } from './embedded/lock.ts';
export type { Listener } from './listen.ts';
export { byAlphabet, orderOf, readPage, type Sorts } from './read-page.ts';
export { isDatabaseAway, type Reader, sqlState, type Tx, violatedConstraint } from './transact.ts';
