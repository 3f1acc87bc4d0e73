import { headerSize, noPayload, sumBytes, type Packet } from './packet.ts';

/** Why a stream of bytes is not the adb protocol; adbd drops such a connection. */
export type FramingFault = 'bad-magic' | 'payload-too-large' | 'bad-checksum';

/** What a reader accepts; adbd changes both after the two sides have agreed on a version. */
export interface FramingRules {
  readonly maxPayload: number;
  readonly checksSums: boolean;
}

/**
 * Cuts a byte stream into packets, whatever the chunk boundaries. After a fault it stays faulty and drops
 * everything, as there is no way to find the next header.
 */
export class PacketReader {
  readonly #header = Buffer.alloc(headerSize);
  #headerFill = 0;
  #payload: Buffer | null = null;
  #payloadFill = 0;
  #rules: FramingRules;
  #fault: FramingFault | null = null;

  constructor(rules: FramingRules) {
    this.#rules = rules;
  }

  get fault(): FramingFault | null {
    return this.#fault;
  }

  setRules(rules: FramingRules): void {
    this.#rules = rules;
  }

  /**
   * Calls `onPacket` for each packet that `chunk` completes, in order. The payload is the caller's to keep.
   * Rules set inside `onPacket` hold for the very next packet.
   */
  push(chunk: Buffer, onPacket: (packet: Packet) => void): void {
    let offset = 0;
    while (offset < chunk.length && this.#fault === null) {
      offset += this.#payload === null ? this.#takeHeader(chunk, offset) : this.#takePayload(chunk, offset);
      if (this.#payload !== null && this.#payloadFill === this.#payload.length) this.#finish(onPacket);
    }
  }

  #takeHeader(chunk: Buffer, offset: number): number {
    const taken = chunk.copy(this.#header, this.#headerFill, offset);
    this.#headerFill += taken;
    if (this.#headerFill < headerSize) return taken;
    const length = this.#header.readUInt32LE(12);
    if (this.#header.readUInt32LE(20) !== ~this.#header.readUInt32LE(0) >>> 0) this.#fault = 'bad-magic';
    else if (length > this.#rules.maxPayload) this.#fault = 'payload-too-large';
    else this.#payload = length === 0 ? noPayload : Buffer.allocUnsafe(length);
    return taken;
  }

  #takePayload(chunk: Buffer, offset: number): number {
    if (this.#payload === null) return 0;
    const taken = chunk.copy(this.#payload, this.#payloadFill, offset);
    this.#payloadFill += taken;
    return taken;
  }

  #finish(onPacket: (packet: Packet) => void): void {
    const payload = this.#payload ?? noPayload;
    this.#payload = null;
    this.#payloadFill = 0;
    this.#headerFill = 0;
    if (this.#rules.checksSums && sumBytes(payload) !== this.#header.readUInt32LE(16)) {
      this.#fault = 'bad-checksum';
      return;
    }
    onPacket({
      command: this.#header.readUInt32LE(0),
      arg0: this.#header.readUInt32LE(4),
      arg1: this.#header.readUInt32LE(8),
      payload,
    });
  }
}
