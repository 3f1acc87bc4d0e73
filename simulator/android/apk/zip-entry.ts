import { inflateRawSync } from 'node:zlib';

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const endLength = 22;
const longestComment = 65_535;
const largestEntry = 16 * 1024 * 1024;

/** The unpacked bytes of one file in a zip; null when this is no zip, or has no such file, or it is broken. */
export function readZipEntry(zip: Uint8Array, name: string): Uint8Array | null {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  try {
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (view.getUint32(at, true) !== directorySignature) return null;
      const nameLength = view.getUint16(at + 28, true);
      const entryName = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
      if (entryName === name) return unpack(zip, view, at);
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch {
    // Offsets that point outside the file: a truncated or forged archive.
  }
  return null;
}

/** Where the archive's table of contents begins; null when this is no zip. */
export function findDirectory(zip: Uint8Array): number | null {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = findEnd(view);
  return end === null ? null : view.getUint32(end + 16, true);
}

function findEnd(view: DataView): number | null {
  const oldest = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= oldest; at--) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return null;
}

function unpack(zip: Uint8Array, view: DataView, at: number): Uint8Array | null {
  const method = view.getUint16(at + 10, true);
  const packedLength = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const packed = zip.subarray(start, start + packedLength);
  if (packed.length !== packedLength) return null;
  if (method === 0) return packed;
  return method === 8 ? inflateRawSync(packed, { maxOutputLength: largestEntry }) : null;
}
