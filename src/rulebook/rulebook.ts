import { type FSWatcher, watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CompiledPack,
  choosePack,
  emptyLibrary,
  type Library,
  loadPacks,
  type PackFault,
} from '#src/policy/index.ts';

/** The packs in force in this process; edits of the files take effect without a restart. */
export interface Rulebook {
  /** The pack for a recipient's country (ISO 3166, '' if unknown). */
  choose(country: string, channel?: 'sms' | 'whatsapp'): CompiledPack;
  packs(): ReadonlyMap<string, CompiledPack>;
  /** How many test vectors each pack passed when it was loaded. */
  vectors(): ReadonlyMap<string, number>;
  /** What a pack that is not in force may refer to. */
  library(): Library;
  /** What is wrong with files that did not load, by file name; their last good version stays in force. */
  faults(): ReadonlyMap<string, readonly PackFault[]>;
  /** Reads the folder again; the file watcher does this by itself. */
  reload(): Promise<void>;
  stop(): void;
}

/** Told of each reload: packs that came into force, and files that were refused. */
export type OnReload = (loaded: readonly CompiledPack[], faults: ReadonlyMap<string, readonly PackFault[]>) => void;

const SETTLE_MS = 200;

/** Loads the packs of `folder` and keeps them current. @throws Error with one line when no pack can decide. */
export async function openRulebook(folder: string, onReload: OnReload): Promise<Rulebook> {
  let packs: ReadonlyMap<string, CompiledPack> = new Map();
  let faults: ReadonlyMap<string, readonly PackFault[]> = new Map();
  let library: Library = emptyLibrary;
  let vectors: ReadonlyMap<string, number> = new Map();
  const reload = async () => {
    const loaded = loadPacks(await readFolder(folder));
    const changed = [...loaded.packs.values()].filter((pack) => packs.get(pack.name)?.digest !== pack.digest);
    packs = new Map([...packs, ...loaded.packs]);
    faults = loaded.faults;
    library = loaded.library;
    vectors = new Map([...vectors, ...loaded.vectors]);
    onReload(changed, faults);
  };
  await reload();
  if (packs.size === 0) throw new Error(`no policy pack in ${folder} could be loaded (${firstFault(faults)})`);
  const watcher = watchFolder(folder, reload);
  return {
    choose: (country, channel = 'sms') => choosePack(packs, country, channel),
    packs: () => packs,
    vectors: () => vectors,
    library: () => library,
    faults: () => faults,
    reload,
    stop: () => watcher.close(),
  };
}

async function readFolder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new Error(`POLICIES_DIR ${folder} cannot be read`);
  });
  const files = new Map<string, string>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !entry.name.endsWith('.yaml')) continue;
    files.set(path.slice(folder.length).replace(/^\/+/, ''), await readFile(path, 'utf8'));
  }
  return files;
}

function watchFolder(folder: string, reload: () => Promise<void>): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true, persistent: false }, () => {
    clearTimeout(timer);
    // An editor writes in several steps; a half-written file would only be refused, but loudly.
    timer = setTimeout(() => void reload().catch(() => undefined), SETTLE_MS).unref();
  });
  watcher.on('error', () => undefined);
  return watcher;
}

function firstFault(faults: ReadonlyMap<string, readonly PackFault[]>): string {
  for (const [file, [fault]] of faults) return `${file}: ${fault?.path} ${fault?.message}`;
  return 'there is none';
}
