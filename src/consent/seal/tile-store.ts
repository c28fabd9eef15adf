import type { ClientBase, Pool } from 'pg';
import type { ReadNodes } from '#src/signing/index.ts';
import { foldTile, placeOf, type Tile, type TileId } from './tiles.ts';

type Client = Pick<Pool | ClientBase, 'query'>;

const keyOf = ({ level, index }: TileId): string => `${level}/${index}`;

/** Loads tiles; one that is not there is missing from the answer. */
export async function loadTiles(client: Client, ids: readonly TileId[]): Promise<Map<string, Buffer>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ level: number; index: string; hashes: Buffer }>({
    name: 'ledger-tiles',
    text: `select t.level, t.index, t.hashes from unnest($1::smallint[], $2::bigint[]) as w(level, index)
           join ledger_tile t using (level, index)`,
    values: [ids.map(({ level }) => level), ids.map(({ index }) => index)],
  });
  return new Map(rows.map(({ level, index, hashes }) => [keyOf({ level, index: Number(index) }), hashes]));
}

/** Loads the unfinished tiles among `ids`, as `appendToTiles` asks for them. */
export async function lastTiles(client: Client, ids: readonly TileId[]): Promise<(id: TileId) => Buffer | null> {
  const tiles = await loadTiles(client, ids);
  return (id) => tiles.get(keyOf(id)) ?? null;
}

/** Writes tiles; the last one of a level replaces its shorter self. */
export async function writeTiles(client: Client, tiles: readonly Tile[]): Promise<void> {
  for (let at = 0; at < tiles.length; at += 500) {
    const part = tiles.slice(at, at + 500);
    await client.query(
      `insert into ledger_tile (level, index, hashes) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])
       on conflict (level, index) do update set hashes = excluded.hashes`,
      [part.map(({ level }) => level), part.map(({ index }) => index), part.map(({ hashes }) => hashes)],
    );
  }
}

/** Reads nodes of the tree from its tiles, each tile once. */
export function nodeReader(client: Client): ReadNodes {
  return async (ids) => {
    const places = ids.map(placeOf);
    const wanted = new Map(places.map((place) => [keyOf(place), place]));
    const tiles = await loadTiles(client, [...wanted.values()]);
    return places.map((place) => {
      const hashes = tiles.get(keyOf(place));
      if (!hashes) throw new Error('a tile of the ledger is missing');
      return foldTile(hashes, place.offset, place.width);
    });
  };
}
