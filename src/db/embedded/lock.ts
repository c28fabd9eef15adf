import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What names a process beyond its number, which the system may give out again: when it was started. */
function startedAt(pid: number): string | null {
  try {
    // Field 22 of /proc/PID/stat; the command name before it may contain spaces and brackets.
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? null
    );
  } catch {
    return null;
  }
}

/** Whether the process `pid` runs PostgreSQL in the folder `dataDir`: stops us from ever signalling a stranger. */
export function isAlive(pid: number, started: string | null): boolean {
  return started !== null && startedAt(pid) === started;
}

/**
 * Takes the data folder for this process alone; a lock left by a killed process is taken over.
 * @throws Error naming the process that holds it.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'mohr.lock');
  const mine = `${process.pid} ${startedAt(process.pid)}`;
  try {
    writeFileSync(file, mine, { flag: 'wx' });
  } catch {
    const [pid = '', started = null] = readFileSync(file, 'utf8').split(' ');
    if (isAlive(Number(pid), started)) throw new Error(`the data folder ${dataDir} is in use by process ${pid}`);
    writeFileSync(file, mine);
  }
  return () => rmSync(file, { force: true });
}
