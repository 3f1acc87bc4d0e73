import { createHash } from 'node:crypto';
import { findDirectory } from './zip-entry.ts';

const magic = 'APK Sig Block 42';
/** Ids of the blocks of signature schemes v2 and v3 (source.android.com, "APK Signature Scheme"). */
const schemes: ReadonlySet<number> = new Set([0x7109871a, 0xf05368c0]);

/** Whose key an APK is signed with, as a fingerprint of the certificate; null for one without such a signature. */
export function readSigner(apk: Uint8Array): string | null {
  try {
    const certificate = findCertificate(Buffer.from(apk.buffer, apk.byteOffset, apk.byteLength));
    return certificate === null ? null : createHash('sha256').update(certificate).digest('hex');
  } catch (failure) {
    if (failure instanceof RangeError) return null;
    throw failure;
  }
}

function findCertificate(apk: Buffer): Buffer | null {
  const directory = findDirectory(apk);
  if (directory === null || directory < 32) return null;
  if (apk.toString('latin1', directory - 16, directory) !== magic) return null;
  const size = Number(apk.readBigUInt64LE(directory - 24));
  let at = directory - size;
  while (at < directory - 24) {
    const length = Number(apk.readBigUInt64LE(at));
    if (schemes.has(apk.readUInt32LE(at + 8))) return firstCertificate(apk.subarray(at + 12, at + 8 + length));
    at += 8 + length;
  }
  return null;
}

/** Signers, the first one, its signed data; in there the digests and behind them the certificates. */
function firstCertificate(block: Buffer): Buffer {
  const signedData = prefixed(prefixed(prefixed(block)));
  const digestsLength = signedData.readUInt32LE(0);
  return prefixed(prefixed(signedData.subarray(4 + digestsLength)));
}

function prefixed(bytes: Buffer): Buffer {
  const length = bytes.readUInt32LE(0);
  if (length > bytes.length - 4) throw new RangeError('a length leads out of the signing block');
  return bytes.subarray(4, 4 + length);
}
