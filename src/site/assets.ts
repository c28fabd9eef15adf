import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'koa';

const require = createRequire(import.meta.url);
const inPackage = (name: string, file: string) => join(dirname(require.resolve(`${name}/package.json`)), file);
const ours = (file: string) => join('templates', 'assets', file);

/** Every file that a page may load: its name in the site, and where it comes from. None from another host. */
const files: Readonly<Record<string, () => string>> = {
  'vazirmatn.woff2': () => inPackage('vazirmatn', 'misc/Non-Latin/fonts/webfonts/Vazirmatn-NL[wght].woff2'),
  'tabler-rtl.css': () => inPackage('@tabler/core', 'dist/css/tabler.rtl.min.css'),
  'tabler.css': () => inPackage('@tabler/core', 'dist/css/tabler.min.css'),
  'htmx.js': () => join(dirname(require.resolve('htmx.org')), 'htmx.min.js'),
  'chart.js': () => join(dirname(require.resolve('chart.js')), 'chart.umd.min.js'),
  'site.css': () => ours('site.css'),
  'review.css': () => ours('review.css'),
  'site.js': () => ours('site.js'),
  'review.js': () => ours('review.js'),
  'charts.js': () => ours('charts.js'),
  'mark.svg': () => ours('mark.svg'),
};

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

interface Asset {
  bytes: Buffer;
  hash: string;
  type: string;
}

/** Assets and their compressed forms are the same for every service of a process. */
const loaded = new Map<string, Asset>();
const compressed = new Map<string, Promise<Buffer>>();

/** The address of an asset; it names the content, so that it may be kept for ever. @throws Error for one that is not there */
export function assetUrl(name: string): string {
  return `/assets/${load(name).hash}/${name}`;
}

function load(name: string): Asset {
  const had = loaded.get(name);
  if (had) return had;
  const source = files[name];
  if (!source) throw new Error(`no asset ${name}`);
  const raw = readFileSync(source());
  // A stylesheet of ours names other assets as asset(name).
  const bytes =
    extname(name) === '.css' && !name.startsWith('tabler')
      ? Buffer.from(
          raw.toString('utf8').replaceAll(/asset\(([\w.-]+)\)/g, (_, other: string) => `url(${assetUrl(other)})`),
        )
      : withoutMap(raw, name);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
  const asset = { bytes, hash, type: types[extname(name)] ?? 'application/octet-stream' };
  loaded.set(name, asset);
  return asset;
}

/** Source maps are not served; a browser's tools would ask for them in vain. */
function withoutMap(raw: Buffer, name: string): Buffer {
  if (!/\.(js|css)$/.test(name)) return raw;
  return Buffer.from(raw.toString('utf8').replace(/(\/\/|\/\*)# sourceMappingURL=\S+( \*\/)?\s*$/, ''));
}

/** Serves `/assets/<hash>/<name>`; answers whether the request was for an asset. */
export async function serveAsset(ctx: Context): Promise<boolean> {
  const [, hash, name] = /^\/assets\/([\w-]+)\/([\w.-]+)$/.exec(ctx.path) ?? [];
  if (!name || !Object.hasOwn(files, name) || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return false;
  const asset = load(name);
  if (asset.hash !== hash) return false;
  ctx.state.route = '/assets';
  ctx.set({
    'Content-Type': asset.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
  });
  const encoding = asset.type === 'font/woff2' ? false : ctx.acceptsEncodings('br', 'gzip', 'identity');
  if (encoding === 'br' || encoding === 'gzip') {
    ctx.set('Content-Encoding', encoding);
    ctx.body = await compress(name, asset, encoding);
  } else ctx.body = asset.bytes;
  return true;
}

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Compresses an asset once, as tightly as can be. */
function compress(name: string, { bytes }: Asset, encoding: 'br' | 'gzip'): Promise<Buffer> {
  const key = `${encoding} ${name}`;
  const had = compressed.get(key);
  if (had) return had;
  const made =
    encoding === 'br'
      ? toBrotli(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
      : toGzip(bytes, { level: 9 });
  compressed.set(key, made);
  return made;
}
