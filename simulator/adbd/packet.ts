/**
 * The packets that adbd and an adb server exchange: a header of six little-endian words (command, two arguments,
 * payload length, payload checksum, command with all bits flipped), then the payload. Source: AOSP `adb/protocol.txt`,
 * `adb/adb.h`.
 */
export interface Packet {
  readonly command: number;
  readonly arg0: number;
  readonly arg1: number;
  readonly payload: Buffer;
}

export const headerSize = 24;

/** The four letters of each command, read as a little-endian word. */
export const Command = {
  sync: 0x434e5953,
  connect: 0x4e584e43,
  auth: 0x48545541,
  open: 0x4e45504f,
  okay: 0x59414b4f,
  close: 0x45534c43,
  write: 0x45545257,
} as const;

/** First argument of an AUTH packet. */
export const AuthKind = { token: 1, signature: 2, publicKey: 3 } as const;

/** Version in which every payload carries a checksum (Android 7.1 and older), and the one that skips it (8.0 on). */
export const versionWithChecksum = 0x01000000;
export const versionSkippingChecksum = 0x01000001;

/** Largest payload before the two sides have agreed on one. */
export const initialMaxPayload = 4096;

export const noPayload = Buffer.alloc(0);

/** The sum of all payload bytes, as the header carries it while the checksum is not skipped. */
export function sumBytes(payload: Uint8Array): number {
  let sum = 0;
  for (const byte of payload) sum = (sum + byte) >>> 0;
  return sum;
}

/** The bytes of one packet on the wire; `withChecksum` false writes 0, as peers of the newer version do. */
export function encodePacket(packet: Packet, withChecksum: boolean): Buffer {
  const bytes = Buffer.allocUnsafe(headerSize + packet.payload.length);
  bytes.writeUInt32LE(packet.command, 0);
  bytes.writeUInt32LE(packet.arg0, 4);
  bytes.writeUInt32LE(packet.arg1, 8);
  bytes.writeUInt32LE(packet.payload.length, 12);
  bytes.writeUInt32LE(withChecksum ? sumBytes(packet.payload) : 0, 16);
  bytes.writeUInt32LE(~packet.command >>> 0, 20);
  packet.payload.copy(bytes, headerSize);
  return bytes;
}
