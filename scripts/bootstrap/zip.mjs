import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, symlink } from 'node:fs/promises';
import { dirname, join, normalize, isAbsolute, sep } from 'node:path';
import { Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** @import { FileHandle } from 'node:fs/promises' */

/**
 * One file of a zip archive, as its central directory lists it (APPNOTE.TXT 4.3.12).
 *
 * @typedef {object} ZipEntry
 * @property {string} name
 * @property {number} method 0 stored, 8 deflated
 * @property {number} checksum CRC-32 of the content
 * @property {number} packedSize
 * @property {number} size
 * @property {number} mode Unix file mode, 0 when the archive was made elsewhere
 * @property {number} offset of the local header
 */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endSize = 22;
const longestComment = 0xffff;
const symlinkType = 0o120000;
const fileTypeMask = 0o170000;

/**
 * Unpacks a zip archive, one file after the other, checking each one's length and CRC-32. Zip64 and encryption are
 * refused.
 *
 * @param {string} archive
 * @param {string} target an existing folder
 * @param {(name: string) => string | null} [pick] where below `target` a file goes; null leaves it out
 * @returns {Promise<number>} how many files were written
 * @throws when the archive is damaged or a name leads out of `target`
 */
export async function unpackZip(archive, target, pick = (name) => name) {
  const file = await open(archive, 'r');
  try {
    let written = 0;
    for (const entry of await readEntries(file)) {
      const place = entry.name.endsWith('/') ? null : pick(entry.name);
      if (place === null) continue;
      await writeEntry({ archive, file }, entry, placeInside(target, place));
      written += 1;
    }
    return written;
  } finally {
    await file.close();
  }
}

/**
 * @param {string} target
 * @param {string} name
 * @returns {string}
 */
export function placeInside(target, name) {
  const inside = normalize(name);
  if (isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) {
    throw new Error(`the archive names a file outside its folder: ${name}`);
  }
  return join(target, inside);
}

/**
 * @param {FileHandle} file
 * @returns {Promise<readonly ZipEntry[]>}
 */
async function readEntries(file) {
  const { size } = await file.stat();
  const tailSize = Math.min(size, endSize + longestComment);
  const tail = await readAt(file, size - tailSize, tailSize);
  let end = tailSize - endSize;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('not a zip archive, or cut off');
  const count = tail.readUInt16LE(end + 10);
  const directorySize = tail.readUInt32LE(end + 12);
  const directoryOffset = tail.readUInt32LE(end + 16);
  if (count === 0xffff || directoryOffset === 0xffffffff) throw new Error('zip64 archives are not read');
  return parseDirectory(await readAt(file, directoryOffset, directorySize), count);
}

/**
 * @param {Buffer} directory
 * @param {number} count
 * @returns {readonly ZipEntry[]}
 */
function parseDirectory(directory, count) {
  /** @type {ZipEntry[]} */
  const entries = [];
  for (let at = 0; entries.length < count;) {
    if (directory.readUInt32LE(at) !== entrySignature) throw new Error('the zip directory is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {{ archive: string, file: FileHandle }} source
 * @param {ZipEntry} entry
 * @param {string} place
 */
async function writeEntry({ archive, file }, entry, place) {
  const header = await readAt(file, entry.offset, 30);
  if (header.readUInt32LE(0) !== localSignature) throw new Error(`the zip entry ${entry.name} is damaged`);
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`${entry.name}: packed in a way that is not read`);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  await mkdir(dirname(place), { recursive: true });
  if ((entry.mode & fileTypeMask) === symlinkType) {
    const linkTarget = await readAt(file, start, entry.packedSize);
    await symlink(linkTarget.toString('utf8'), place);
    return;
  }
  const check = new ContentCheck();
  const output = createWriteStream(place, { mode: entry.mode & 0o777 || 0o644 });
  const unpacker = entry.method === 8 ? [createInflateRaw()] : [];
  if (entry.packedSize === 0) await finished(output.end());
  else {
    const input = createReadStream(archive, { start, end: start + entry.packedSize - 1 });
    await pipeline([input, ...unpacker, check, output]);
  }
  if (check.size !== entry.size || check.checksum !== entry.checksum) throw new Error(`${entry.name} is damaged`);
}

/**
 * @param {FileHandle} file
 * @param {number} position
 * @param {number} length
 * @returns {Promise<Buffer>}
 */
async function readAt(file, position, length) {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('the zip archive is cut off');
  return buffer;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Passes content on and remembers its length and CRC-32. */
class ContentCheck extends Transform {
  #remainder = 0xffffffff;
  size = 0;

  get checksum() {
    return (this.#remainder ^ 0xffffffff) >>> 0;
  }

  /**
   * @override
   * @param {Buffer} chunk
   * @param {BufferEncoding} _encoding
   * @param {(error: Error | null, data: Buffer) => void} done
   */
  _transform(chunk, _encoding, done) {
    let remainder = this.#remainder;
    for (const byte of chunk) remainder = (crcTable[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);
    this.#remainder = remainder;
    this.size += chunk.length;
    done(null, chunk);
  }
}
