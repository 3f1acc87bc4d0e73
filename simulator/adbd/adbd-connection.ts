import type { Socket } from 'node:net';
import type { BootTarget, VirtualDevice } from '../device-port.ts';
import type { SimulatorClock } from '../clock.ts';
import { AdbdStream } from './adbd-stream.ts';
import type { Authorizer } from './authorizer.ts';
import { parseHostKey } from './authorizer.ts';
import { describeBanner, type BannerKind } from './banner.ts';
import { untilAborted, type HoldBoard, type HoldPoint } from './holds.ts';
import { HostCalls } from './host-calls.ts';
import { Outbox } from './outbox.ts';
import * as wire from './packet.ts';
import { PacketReader } from './packet-reader.ts';
import { ReverseTable } from './reverse-table.ts';
import { findService, type Service } from './service-table.ts';

/** What one connection needs of its phone; read anew at each use, as faults change it under way. */
export interface ConnectionHome {
  readonly device: VirtualDevice;
  readonly clock: SimulatorClock;
  readonly authorizer: Authorizer;
  readonly holds: HoldBoard;
  readonly bannerKind: BannerKind;
  readonly protocol: { readonly version: number; readonly maxPayload: number };
  /** Added to every packet that leaves. */
  readonly replyDelayMs: number;
  /** Connections are accepted but the connection packet stays unanswered: adb shows `offline`. */
  readonly isMute: boolean;
  /** `reboot:` was asked for. */
  reboot(target: BootTarget): void;
  /** `tcpip:` and `usb:` restart adbd: every connection is dropped once the answer is out. */
  restart(): void;
  report(problem: unknown): void;
  /** A stream has ended. */
  noteLess(): void;
}

/** One adb server at the phone: handshake, authorisation, and a map of streams. */
export class AdbdConnection {
  readonly reverse = new ReverseTable();
  readonly #home: ConnectionHome;
  readonly #socket: Socket;
  readonly #onClosed: () => void;
  // A host that reconnects greets with the version agreed on before, so the first packet may lack its checksum.
  readonly #reader = new PacketReader({ maxPayload: wire.initialMaxPayload, checksSums: false });
  readonly #outbox: Outbox;
  readonly #streams = new Map<number, AdbdStream>();
  readonly #hostCalls: HostCalls;
  #nextId = 1;
  #version = wire.versionWithChecksum;
  #maxPayload = wire.initialMaxPayload;
  #isOnline = false;
  #greeting: wire.Packet | null = null;
  #token: Buffer | null = null;
  #dismissDialog: () => void = () => undefined;

  constructor(home: ConnectionHome, socket: Socket, onClosed: () => void) {
    this.#home = home;
    this.#socket = socket;
    this.#onClosed = onClosed;
    this.#outbox = new Outbox(home.clock, (bytes) => void (socket.writable && socket.write(bytes)));
    this.#hostCalls = new HostCalls((localId, destination) =>
      this.#send(wire.Command.open, localId, 0, Buffer.from(`${destination}\0`)),
    );
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => socket.destroy()); // The far end may vanish at any time; `close` follows.
    socket.on('close', () => this.#finish());
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  get streamCount(): number {
    return this.#streams.size;
  }

  drop(): void {
    this.#socket.destroy();
  }

  /**
   * Makes the adb server show this phone as `offline` while the connection stays up: an AUTH packet of an unknown
   * kind does that (AOSP `adb.cpp`, `handle_packet`).
   */
  goOffline(): void {
    if (!this.#isOnline) return;
    this.#isOnline = false;
    for (const stream of this.#streams.values()) stream.abandon();
    this.#hostCalls.abandon();
    this.#send(wire.Command.auth, 0xff, 0, wire.noPayload);
  }

  /** Greets the host (again) after `isMute` has ended. */
  answerGreeting(): void {
    if (this.#greeting !== null && !this.#isOnline) this.#greet(this.#greeting);
  }

  /** Opens a stream from the phone to a service of the host (`tcp:8080`), as `adb reverse` does; null when refused. */
  openToHost(destination: string): Promise<AdbdStream | null> {
    if (!this.#isOnline) return Promise.resolve(null);
    return this.#hostCalls.open(this.#nextId++, destination);
  }

  #receive(chunk: Buffer): void {
    this.#reader.push(chunk, (packet) => this.#handle(packet));
    if (this.#reader.fault !== null) this.drop();
  }

  #handle(packet: wire.Packet): void {
    switch (packet.command) {
      case wire.Command.connect:
        return this.#greet(packet);
      case wire.Command.auth:
        return this.#authorize(packet);
      case wire.Command.open:
        if (this.#isOnline && packet.arg0 !== 0) this.#open(packet);
        return;
      case wire.Command.okay:
        return this.#acknowledge(packet);
      case wire.Command.write:
        return this.#streams.get(packet.arg1)?.receive(packet.payload);
      case wire.Command.close:
        this.#hostCalls.refuse(packet.arg1);
        return this.#streams.get(packet.arg1)?.closeByHost();
      default: // adbd ignores what it does not know, STLS included while TLS is not advertised.
    }
  }

  #greet(packet: wire.Packet): void {
    this.#greeting = packet;
    if (this.#home.isMute) return;
    this.#version = Math.min(packet.arg0, this.#home.protocol.version);
    this.#maxPayload = Math.min(packet.arg1, this.#home.protocol.maxPayload);
    this.#reader.setRules({
      maxPayload: this.#maxPayload,
      checksSums: this.#version < wire.versionSkippingChecksum,
    });
    if (this.#home.authorizer.isRequired) this.#challenge();
    else this.#goOnline();
  }

  #goOnline(): void {
    this.#isOnline = true;
    this.#token = null;
    const banner = describeBanner(this.#home.bannerKind, this.#home.device.banner());
    this.#send(wire.Command.connect, this.#version, this.#maxPayload, Buffer.from(banner));
  }

  #challenge(): void {
    this.#token = this.#home.authorizer.createToken();
    this.#send(wire.Command.auth, wire.AuthKind.token, 0, this.#token);
  }

  #authorize(packet: wire.Packet): void {
    if (this.#isOnline || this.#token === null) return;
    if (packet.arg0 === wire.AuthKind.signature) {
      if (this.#home.authorizer.isTrusted(this.#token, packet.payload)) this.#goOnline();
      else this.#challenge();
    } else if (packet.arg0 === wire.AuthKind.publicKey) {
      const key = parseHostKey(packet.payload);
      this.#dismissDialog();
      if (key !== null) this.#dismissDialog = this.#home.authorizer.ask(key, () => this.#goOnline());
    }
  }

  #acknowledge(packet: wire.Packet): void {
    const stream = this.#streams.get(packet.arg1);
    if (stream !== undefined) return stream.acknowledge();
    const settle = this.#hostCalls.accept(packet.arg1);
    if (settle === null) this.#send(wire.Command.close, packet.arg1, packet.arg0, wire.noPayload);
    else settle(this.#createStream(packet.arg1, packet.arg0));
  }

  #open(packet: wire.Packet): void {
    const name = packet.payload.toString('utf8').replace(/\0+$/, '');
    const hold = this.#home.holds.pass('open', name);
    if (hold === null) this.#start(name, packet.arg0);
    else void hold.then(() => this.#isOnline && this.#start(name, packet.arg0));
  }

  #start(name: string, remoteId: number): void {
    const service = findService(name, {
      device: this.#home.device,
      bannerKind: this.#home.bannerKind,
      reverse: this.reverse,
      reboot: (target) => this.#home.reboot(target),
      restart: () => this.#home.restart(),
      drop: () => this.drop(),
    });
    if (service === null) return this.#send(wire.Command.close, 0, remoteId, wire.noPayload);
    const stream = this.#createStream(this.#nextId++, remoteId);
    this.#send(wire.Command.okay, stream.localId, remoteId, wire.noPayload);
    stream.holdOutput(this.#home.holds.pass('output', name));
    void this.#run(name, service, stream);
  }

  async #run(name: string, service: Service, stream: AdbdStream): Promise<void> {
    try {
      await this.#passHold('run', name, stream.signal);
      if (!stream.signal.aborted) await service(stream);
      await this.#passHold('end', name, stream.signal);
    } catch (cause) {
      if (!stream.signal.aborted) this.#home.report(new Error(`service ${name.slice(0, 80)} failed`, { cause }));
    } finally {
      stream.end();
    }
  }

  async #passHold(point: HoldPoint, name: string, signal: AbortSignal): Promise<void> {
    const hold = this.#home.holds.pass(point, name);
    if (hold !== null) await untilAborted(hold, signal);
  }

  #createStream(localId: number, remoteId: number): AdbdStream {
    const link = {
      maxPayload: this.#maxPayload,
      send: (command: number, ids: { localId: number; remoteId: number }, payload: Buffer): void =>
        this.#send(command, ids.localId, ids.remoteId, payload),
      forget: (id: number): void => {
        this.#streams.delete(id);
        this.#home.noteLess();
      },
    };
    const stream = new AdbdStream(link, { localId, remoteId });
    this.#streams.set(localId, stream);
    return stream;
  }

  #send(command: number, arg0: number, arg1: number, payload: Buffer): void {
    const withChecksum = this.#version < wire.versionSkippingChecksum;
    this.#outbox.put(wire.encodePacket({ command, arg0, arg1, payload }, withChecksum), this.#home.replyDelayMs);
  }

  #finish(): void {
    this.#isOnline = false;
    this.#dismissDialog();
    this.#outbox.clear();
    this.reverse.clear();
    this.#hostCalls.abandon();
    for (const stream of this.#streams.values()) stream.abandon();
    this.#onClosed();
  }
}
