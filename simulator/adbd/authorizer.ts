import { constants, createPublicKey, publicDecrypt, randomBytes, type KeyObject } from 'node:crypto';

/** The token that a host signs with its private key: random bytes in the place of a SHA-1 digest. */
export const tokenSize = 20;

/** ASN.1 prefix of a SHA-1 `DigestInfo`, which PKCS#1 v1.5 puts before the digest. */
const digestPrefix = Buffer.from('3021300906052b0e03021a05000414', 'hex');

const modulusSize = 256;

/** A host's key as the AUTH packet carries it: base64 of Android's RSA structure, then ` user@host`. */
export interface HostKey {
  /** The base64 text, by which a phone remembers the key. */
  readonly blob: string;
  readonly owner: string;
}

/** Splits the payload of an AUTH public key packet; null when it holds no key. */
export function parseHostKey(payload: Buffer): HostKey | null {
  const text = payload.toString('utf8').replace(/\0.*$/s, '').trim();
  const [blob = '', ...owner] = text.split(' ');
  return toKeyObject(blob) === null ? null : { blob, owner: owner.join(' ') };
}

/**
 * Turns Android's `RSAPublicKey` (word count, -1/n[0] mod 2^32, modulus and R² as little-endian words, exponent;
 * AOSP `libcrypto_utils/android_pubkey.c`) into a key that Node can use, or null when it is none.
 */
export function toKeyObject(blob: string): KeyObject | null {
  const bytes = Buffer.from(blob, 'base64');
  if (bytes.length !== 8 + 2 * modulusSize + 4 || bytes.readUInt32LE(0) !== modulusSize / 4) return null;
  const modulus = Buffer.from(bytes.subarray(8, 8 + modulusSize).toReversed());
  const exponent = Buffer.alloc(4);
  exponent.writeUInt32BE(bytes.readUInt32LE(8 + 2 * modulusSize));
  const jwk = { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') };
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null; // Any 524 bytes can claim to be a key; one that crypto refuses is simply not a key.
  }
}

/** Whether `signature` is this key's PKCS#1 v1.5 signature of `token` taken as a SHA-1 digest. */
export function isSignedBy(blob: string, token: Buffer, signature: Buffer): boolean {
  const key = toKeyObject(blob);
  if (key === null) return false;
  try {
    const signed = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    return signed.equals(Buffer.concat([digestPrefix, token]));
  } catch {
    return false; // Wrong padding is how a signature by another key shows.
  }
}

interface PendingDialog {
  readonly key: HostKey;
  readonly onAccepted: () => void;
}

/** Which computers a phone lets debug it: the "Allow USB debugging?" dialog and the keys it remembers. */
export class Authorizer {
  readonly #remembered = new Set<string>();
  readonly #dialogs = new Set<PendingDialog>();
  #isRequired: boolean;

  constructor(isRequired = false) {
    this.#isRequired = isRequired;
  }

  get isRequired(): boolean {
    return this.#isRequired;
  }

  /** Owners of the keys whose dialogs are on the screen. */
  get waitingOwners(): readonly string[] {
    return [...this.#dialogs].map((dialog) => dialog.key.owner);
  }

  createToken(): Buffer {
    return randomBytes(tokenSize);
  }

  isTrusted(token: Buffer, signature: Buffer): boolean {
    return [...this.#remembered].some((blob) => isSignedBy(blob, token, signature));
  }

  /** Shows the dialog for `key`; `onAccepted` runs when somebody taps OK. The returned function takes it away. */
  ask(key: HostKey, onAccepted: () => void): () => void {
    const dialog = { key, onAccepted };
    this.#dialogs.add(dialog);
    return () => void this.#dialogs.delete(dialog);
  }

  /** Taps OK on every dialog; `remember` ticks "always allow from this computer". */
  accept(remember: boolean): void {
    const dialogs = [...this.#dialogs];
    this.#dialogs.clear();
    for (const dialog of dialogs) {
      if (remember) this.#remembered.add(dialog.key.blob);
      dialog.onAccepted();
    }
  }

  /** From now on each new connection must prove itself, with every remembered key forgotten. */
  revoke(): void {
    this.#isRequired = true;
    this.#remembered.clear();
  }

  /** New connections need no key any more, as on a phone whose build does not ask. */
  stopAsking(): void {
    this.#isRequired = false;
    this.accept(false);
  }
}
