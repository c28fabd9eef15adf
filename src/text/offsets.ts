/**
 * Small arrays of offsets are cut from a common block, as Node does for small buffers: an array with memory of its own
 * costs more to make and to clear away than all the reading of a short text.
 */
const BLOCK = 16_384;

let block = new Uint16Array(BLOCK);
let used = 0;

/** A copy of the first `length` offsets, at most `BLOCK`. */
export function copyOffsets(offsets: Uint16Array, length: number): Uint16Array {
  if (used + length > BLOCK) {
    block = new Uint16Array(BLOCK);
    used = 0;
  }
  const copy = block.subarray(used, used + length);
  for (let i = 0; i < length; i += 1) copy[i] = offsets[i]!;
  used += length;
  return copy;
}
