import { createServer, type Server, type Socket } from 'node:net';
import type { BootTarget, VirtualDevice } from '../device-port.ts';
import type { SimulatorClock } from '../clock.ts';
import { AdbdConnection, type ConnectionHome } from './adbd-connection.ts';
import type { Authorizer } from './authorizer.ts';
import type { BannerKind } from './banner.ts';
import { HoldBoard } from './holds.ts';
import { streamAsDuplex } from './stream-duplex.ts';
import type { Duplex } from 'node:stream';

/** Protocol version and largest payload that an adbd of this Android level offers. */
export function protocolOf(sdk: number): { readonly version: number; readonly maxPayload: number } {
  return { version: sdk >= 26 ? 0x01000001 : 0x01000000, maxPayload: sdk >= 28 ? 1024 * 1024 : 256 * 1024 };
}

export interface AdbdOptions {
  readonly device: VirtualDevice;
  readonly clock: SimulatorClock;
  readonly authorizer: Authorizer;
  readonly sdk: number;
  readonly onReboot: (target: BootTarget) => void;
  /** A service of the phone that threw: a bug in the simulator, for its log. */
  readonly report: (problem: unknown) => void;
}

/** What is open at a phone. */
export interface AdbdLoad {
  readonly connections: number;
  readonly streams: number;
}

/** The debug daemon of one virtual phone on a loopback TCP port. Faults act through its knobs. */
export class Adbd implements ConnectionHome {
  readonly clock: SimulatorClock;
  readonly authorizer: Authorizer;
  readonly holds = new HoldBoard();
  bannerKind: BannerKind = 'device';
  replyDelayMs = 0;
  #device: VirtualDevice;
  #sdk: number;
  readonly #options: AdbdOptions;
  readonly #connections = new Set<AdbdConnection>();
  readonly #watchers = new Set<() => void>();
  #server: Server | null = null;
  #isMute = false;

  constructor(options: AdbdOptions) {
    this.#options = options;
    this.#device = options.device;
    this.#sdk = options.sdk;
    this.clock = options.clock;
    this.authorizer = options.authorizer;
  }

  get device(): VirtualDevice {
    return this.#device;
  }

  get protocol(): { readonly version: number; readonly maxPayload: number } {
    return protocolOf(this.#sdk);
  }

  get isMute(): boolean {
    return this.#isMute;
  }

  get isListening(): boolean {
    return this.#server !== null;
  }

  get load(): AdbdLoad {
    const connections = [...this.#connections];
    return {
      connections: connections.length,
      streams: connections.reduce((sum, { streamCount }) => sum + streamCount, 0),
    };
  }

  /** Resolves once so little is open; now, or when something has ended. */
  whenLoad(isWanted: (load: AdbdLoad) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isWanted(this.load)) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  noteLess(): void {
    for (const look of this.#watchers) look();
  }

  /** Listens on 127.0.0.1; false when the port is taken. Other failures reject. */
  listen(port: number): Promise<boolean> {
    const server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
        else reject(new Error(`adbd cannot listen on port ${port}`, { cause: error }));
      });
      server.listen({ port, host: '127.0.0.1' }, () => {
        this.#server = server;
        resolve(true);
      });
    });
  }

  /** Stops listening and drops every connection; resolves when the port is free. */
  close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.dropConnections();
    if (server === null) return Promise.resolve();
    return new Promise((resolve) => server.close(() => resolve()));
  }

  dropConnections(): void {
    for (const connection of this.#connections) connection.drop();
  }

  /** Puts another phone behind the same port; the connections of the former one are dropped. */
  replaceDevice(device: VirtualDevice, sdk: number): void {
    this.#device = device;
    this.#sdk = sdk;
    this.dropConnections();
  }

  /** While mute, adb shows the phone as `offline`, on connections that are up and on new ones. */
  setMute(isMute: boolean): void {
    this.#isMute = isMute;
    for (const connection of this.#connections) {
      if (isMute) connection.goOffline();
      else connection.answerGreeting();
    }
  }

  /** Connects to a socket on the phone as one of its own programs would: `adb reverse` listeners included. */
  async connectInside(name: string): Promise<Duplex | null> {
    for (const connection of this.#connections) {
      const destination = connection.reverse.find(name);
      if (destination === null) continue;
      const stream = await connection.openToHost(destination);
      return stream === null ? null : streamAsDuplex(stream);
    }
    return this.#device.openSocket(name);
  }

  reboot(target: BootTarget): void {
    this.#device.reboot(target);
    this.#options.onReboot(target);
  }

  restart(): void {
    this.clock.after(restartDelayMs, () => this.dropConnections());
  }

  report(problem: unknown): void {
    this.#options.report(problem);
  }

  #accept(socket: Socket): void {
    if (this.#server === null) return void socket.destroy();
    const connection = new AdbdConnection(this, socket, () => {
      this.#connections.delete(connection);
      this.noteLess();
    });
    this.#connections.add(connection);
  }
}

/** Long enough for the answer to reach the host before adbd goes down. */
const restartDelayMs = 100;
