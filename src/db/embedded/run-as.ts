import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** How to start a PostgreSQL program: the command, its arguments, and the user it runs as. */
export interface Launch {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root; as root it is given this account, which every system has. */
const ACCOUNT = 'nobody';

/** The account that PostgreSQL's files and processes belong to; undefined means the present user. */
export function databaseAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[0] === ACCOUNT);
  if (!entry) throw new Error(`PostgreSQL cannot run as root and there is no account "${ACCOUNT}": set DATABASE_URL`);
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/**
 * Decides how to run `program` on the files in `dataDir`.
 *
 * As root the program runs as an ordinary account. Where a folder above its files is closed to that account (a project
 * under a 0700 home), it keeps the one capability that lets it pass (`setpriv` is part of every Debian).
 */
export function launch(program: string, args: string[], dataDir: string): Launch {
  const account = databaseAccount();
  if (!account) return { command: program, args };
  if (passable(program) && passable(dataDir)) return { command: program, args, ...account };
  const keep = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--bounding-set=-all,+dac_override'];
  const as = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  return { command: 'setpriv', args: [...as, ...keep, program, ...args] };
}

/** Whether everyone may pass through all folders above `path`. */
function passable(path: string): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
