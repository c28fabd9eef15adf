import { type NodeId, nodeHash } from '#src/signing/index.ts';

/** Hashes in a full tile: 8 levels of the tree. */
export const TILE_WIDTH = 256;
const TILE_LEVELS = 8;
const HASH_BYTES = 32;

/** The row of the tile table that a hash is in, and where. */
export interface TileId {
  /** Counts tiles: 0 has the leaves, 1 the roots of full tiles of 0, and so on. */
  level: number;
  index: number;
}

/** Where the hashes are that a node of the tree is folded from. */
export function placeOf({ level, index }: NodeId): TileId & { offset: number; width: number } {
  const width = 2 ** (level % TILE_LEVELS);
  const first = index * width;
  const tile = { level: Math.floor(level / TILE_LEVELS), index: Math.floor(first / TILE_WIDTH) };
  return { ...tile, offset: first % TILE_WIDTH, width };
}

/** The root of the complete subtree over `width` hashes of a tile from `offset` on. */
export function foldTile(hashes: Buffer, offset = 0, width = TILE_WIDTH): Buffer {
  let row: Buffer[] = Array.from({ length: width }, (_, i) => hashAt(hashes, offset + i));
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i] as Buffer, row[2 * i + 1] as Buffer));
  return row[0] as Buffer;
}

function hashAt(hashes: Buffer, i: number): Buffer {
  const hash = hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
  if (hash.length !== HASH_BYTES) throw new Error('a tile of the ledger is shorter than its place in the tree');
  return hash;
}

/** A tile with its hashes, one after the other. */
export interface Tile extends TileId {
  hashes: Buffer;
}

/**
 * Appends leaf hashes to a tree of `size` leaves. `last` gives the unfinished tile of each level (null where the level
 * ends with a full one); the answer is the tiles to be written. Pure.
 */
export function appendToTiles(size: number, leaves: readonly Buffer[], last: (id: TileId) => Buffer | null): Tile[] {
  const written: Tile[] = [];
  let fresh = leaves;
  let count = size;
  for (let level = 0; fresh.length > 0; level++) {
    const roots: Buffer[] = [];
    let index = Math.floor(count / TILE_WIDTH);
    const started = count % TILE_WIDTH === 0 ? null : last({ level, index });
    let open = started ? [started] : [];
    let held = count % TILE_WIDTH;
    for (let at = 0; at < fresh.length; ) {
      const taken = fresh.slice(at, at + TILE_WIDTH - held);
      const hashes = Buffer.concat([...open, ...taken]);
      written.push({ level, index, hashes });
      at += taken.length;
      held += taken.length;
      if (held < TILE_WIDTH) break;
      roots.push(foldTile(hashes));
      [open, held, index] = [[], 0, index + 1];
    }
    fresh = roots;
    count = Math.floor(count / TILE_WIDTH);
  }
  return written;
}

/** The unfinished tile of each level of a tree of `size` leaves. */
export function openTiles(size: number): TileId[] {
  const ids: TileId[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH))
    if (count % TILE_WIDTH > 0) ids.push({ level, index: Math.floor(count / TILE_WIDTH) });
  return ids;
}
