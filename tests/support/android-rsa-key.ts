import { constants, generateKeyPairSync, privateEncrypt, type KeyObject } from 'node:crypto';

const digestPrefix = Buffer.from('3021300906052b0e03021a05000414', 'hex');

/** A computer's adb key: signs tokens the way adb does and prints its public half in Android's format. */
export class AndroidRsaKey {
  readonly #privateKey: KeyObject;
  /** Base64 of Android's `RSAPublicKey`. */
  readonly blob: string;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 0x10001 });
    this.#privateKey = privateKey;
    const modulus = BigInt(
      `0x${Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url').toString('hex')}`,
    );
    this.blob = encodeAndroidKey(modulus).toString('base64');
  }

  /** The payload of an AUTH public key packet. */
  payload(owner: string): Buffer {
    return Buffer.from(`${this.blob} ${owner}\0`);
  }

  /** The payload of an AUTH signature packet. */
  sign(token: Buffer): Buffer {
    const data = Buffer.concat([digestPrefix, token]);
    return privateEncrypt({ key: this.#privateKey, padding: constants.RSA_PKCS1_PADDING }, data);
  }
}

function encodeAndroidKey(modulus: bigint): Buffer {
  const bytes = Buffer.alloc(524);
  bytes.writeUInt32LE(64, 0);
  bytes.writeUInt32LE(Number(2n ** 32n - inverse(modulus % 2n ** 32n)), 4);
  writeLittleEndian(bytes, 8, modulus);
  writeLittleEndian(bytes, 264, 2n ** 4096n % modulus);
  bytes.writeUInt32LE(0x10001, 520);
  return bytes;
}

/** Inverse of an odd number modulo 2³², by Newton's iteration. */
function inverse(odd: bigint): bigint {
  let result = odd;
  for (let round = 0; round < 5; round++) result = (result * (2n - odd * result)) & 0xffffffffn;
  return result;
}

function writeLittleEndian(bytes: Buffer, at: number, value: bigint): void {
  Buffer.from(value.toString(16).padStart(512, '0'), 'hex')
    .toReversed()
    .forEach((byte, index) => {
      bytes[at + index] = byte;
    });
}
