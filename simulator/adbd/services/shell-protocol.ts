/**
 * The packets inside a `shell,v2` stream: kind (1 byte), length (4 bytes, little-endian), data.
 * Source: AOSP `adb/shell_protocol.h`.
 */
export const ShellPacket = { stdin: 0, stdout: 1, stderr: 2, exit: 3, closeStdin: 4, windowSize: 5 } as const;

const headerSize = 5;

/** Larger packets from a host are garbage: adb's own never exceed its largest payload. */
const largestInput = 1024 * 1024;

export function encodeShellHeader(kind: number, length: number): Buffer {
  const header = Buffer.allocUnsafe(headerSize);
  header.writeUInt8(kind, 0);
  header.writeUInt32LE(length, 1);
  return header;
}

/** The packet that carries a command's exit status and ends the stream. */
export function encodeExit(status: number): Buffer {
  return Buffer.concat([encodeShellHeader(ShellPacket.exit, 1), Buffer.from([status & 0xff])]);
}

export interface ShellInput {
  readonly kind: number;
  readonly data: Buffer;
}

/** The next packet from the host; null at the end of the stream or when it is not the shell protocol. */
export async function readShellInput(input: {
  readExactly(length: number): Promise<Buffer | null>;
}): Promise<ShellInput | null> {
  const header = await input.readExactly(headerSize);
  if (header === null || header.readUInt32LE(1) > largestInput) return null;
  const data = await input.readExactly(header.readUInt32LE(1));
  return data === null ? null : { kind: header.readUInt8(0), data };
}
