import { connect, type Socket } from 'node:net';
import { type AuthKind, Command, encodePacket, noPayload, type Packet } from '../../simulator/adbd/packet.ts';
import { PacketReader } from '../../simulator/adbd/packet-reader.ts';

export interface HostPreferences {
  readonly version?: number;
  readonly maxPayload?: number;
}

/** The host side of the adb protocol, packet by packet, so that tests see exactly what a phone sends. */
export class RawAdbHost {
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #reader = new PacketReader({ maxPayload: 1024 * 1024, checksSums: false });
  readonly #received: Packet[] = [];
  #nextId = 1;
  #wake: () => void = () => undefined;
  #isClosed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#reader.push(chunk, (packet) => this.#received.push(packet));
      this.#wake();
    });
    socket.on('error', () => socket.destroy());
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.#isClosed = true;
        this.#wake();
        resolve();
      });
    });
  }

  static dial(port: number): Promise<RawAdbHost> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(new RawAdbHost(socket)));
      socket.once('error', reject);
    });
  }

  /** Connects and exchanges the connection packets with a phone that asks for no key. */
  static async greet(port: number, preferences: HostPreferences = {}): Promise<RawAdbHost> {
    const host = await RawAdbHost.dial(port);
    host.sendGreeting(preferences);
    const answer = await host.next();
    if (answer.command !== Command.connect) throw new Error('the phone did not answer with CNXN');
    return host;
  }

  sendGreeting({ version = 0x01000001, maxPayload = 1024 * 1024 }: HostPreferences = {}): void {
    const packet = { command: Command.connect, arg0: version, arg1: maxPayload, payload: Buffer.from('host::\0') };
    this.#socket.write(encodePacket(packet, true));
  }

  sendAuth(kind: (typeof AuthKind)[keyof typeof AuthKind], payload: Buffer): void {
    this.send(Command.auth, kind, 0, payload);
  }

  send(command: number, arg0: number, arg1: number, payload: Buffer = noPayload): void {
    this.#socket.write(encodePacket({ command, arg0, arg1, payload }, true));
  }

  sendRaw(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  hangUp(): void {
    this.#socket.destroy();
  }

  /** Packets that have come and were not taken yet. */
  get waiting(): readonly Packet[] {
    return this.#received;
  }

  /** The next packet; rejects when the phone closes the connection first. */
  async next(): Promise<Packet> {
    for (;;) {
      const packet = this.#received.shift();
      if (packet !== undefined) return packet;
      if (this.#isClosed) throw new Error('the phone closed the connection');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Opens a service under a fresh id; null when the phone closes it unopened. */
  async open(service: string): Promise<RawAdbStream | null> {
    const localId = this.#nextId++;
    this.send(Command.open, localId, 0, Buffer.from(`${service}\0`));
    for (;;) {
      const answer = await this.next();
      if (answer.arg1 !== localId) continue;
      return answer.command === Command.okay ? new RawAdbStream(this, localId, answer.arg0) : null;
    }
  }
}

/** One stream; while it is read, packets of the host's other streams are dropped. */
export class RawAdbStream {
  readonly localId: number;
  readonly remoteId: number;
  readonly #host: RawAdbHost;

  constructor(host: RawAdbHost, localId: number, remoteId: number) {
    this.#host = host;
    this.localId = localId;
    this.remoteId = remoteId;
  }

  /** Sends bytes without waiting for the phone's OKAY. */
  write(bytes: Uint8Array): void {
    this.#host.send(Command.write, this.localId, this.remoteId, Buffer.from(bytes));
  }

  acknowledge(): void {
    this.#host.send(Command.okay, this.localId, this.remoteId);
  }

  close(): void {
    this.#host.send(Command.close, this.localId, this.remoteId);
  }

  /** Takes output, acknowledging each packet, until `isEnough` says so or the phone closes. */
  async read(isEnough: (all: Buffer) => boolean = () => false): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (;;) {
      const packet = await this.#host.next();
      if (packet.arg1 !== this.localId) continue;
      if (packet.command === Command.close) return Buffer.concat(parts);
      if (packet.command !== Command.write) continue;
      parts.push(packet.payload);
      this.acknowledge();
      const all = Buffer.concat(parts);
      if (isEnough(all)) return all;
    }
  }
}
