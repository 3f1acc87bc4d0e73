/** The eight bytes that every PNG starts with, and the empty IEND chunk with its checksum that ends it (PNG spec). */
const signature = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const endChunk = Uint8Array.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);

/**
 * Finds the picture in what `screencap -p` wrote through `exec:`. Folding phones print a warning about several
 * displays before it, so the signature is searched; what follows the end chunk is dropped. Null when there is no
 * picture, or when it is cut off. The answer shares memory with `output`.
 */
export function findPng(output: Uint8Array): Uint8Array | null {
  const bytes = Buffer.from(output.buffer, output.byteOffset, output.byteLength);
  const start = bytes.indexOf(signature);
  if (start === -1) return null;
  const end = bytes.lastIndexOf(endChunk);
  return end < start + signature.length ? null : output.subarray(start, end + endChunk.length);
}
