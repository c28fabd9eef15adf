import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Clock ticks of a second in /proc/PID/stat (USER_HZ, 100 on every Linux that Node.js runs on). */
const TICKS = 100;

/** CPU seconds of a process so far, its ended children included. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) / TICKS;
}

/** CPU seconds of all processes that work in a folder: a PostgreSQL's, in its data folder. Ended ones count in their parent. */
export function cpuIn(folder: string): number {
  let sum = 0;
  for (const pid of readdirSync('/proc')) {
    try {
      if (/^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === folder) {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        sum += [11, 12, 13, 14].reduce((all, i) => all + Number(fields[i]), 0) / TICKS;
      }
    } catch {
      // it ended while we looked
    }
  }
  return sum;
}
