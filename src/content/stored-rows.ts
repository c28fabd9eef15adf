import { BUCKETS } from './buckets.ts';
import { blankRows, headsOf, putWeight, weightIn } from './rows.ts';

const MORE = 0x80;
/** Three bytes of seven bits hold the number of any bucket. */
const MOST_SHIFTED = 14;

/**
 * The rows that have a weight, as bytes: how many buckets lie between each and the one before (seven bits a byte, the low
 * ones first, the eighth bit where more follow), then its weights.
 */
export function encodeRows(rows: Int32Array): Buffer {
  const bytes: number[] = [];
  let next = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const weights = Array.from({ length: headsOf(bucket) }, (_, head) => weightIn(rows, bucket, head));
    if (weights.every((weight) => weight === 0)) continue;
    let gap = bucket - next;
    for (; gap >= MORE; gap >>>= 7) bytes.push((gap & 0x7f) | MORE);
    bytes.push(gap, ...weights.map((weight) => weight & 0xff));
    next = bucket + 1;
  }
  return Buffer.from(bytes);
}

/** The inverse of `encodeRows`. @throws RangeError on bytes that are none of its */
export function decodeRows(bytes: Buffer): Int32Array {
  const rows = blankRows();
  let bucket = 0;
  for (let at = 0; at < bytes.length; bucket += 1) {
    let shift = 0;
    for (; bytes[at]! >= MORE && shift < MOST_SHIFTED; shift += 7) bucket += (bytes[at++]! & 0x7f) << shift;
    bucket += bytes[at++]! << shift;
    const heads = headsOf(bucket);
    if (bucket >= BUCKETS || at + heads > bytes.length) throw new RangeError('the rows of a model are cut off');
    for (let head = 0; head < heads; head += 1) putWeight(rows, bucket, head, bytes.readInt8(at + head));
    at += heads;
  }
  return rows;
}
