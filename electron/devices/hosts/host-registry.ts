import type { AdbProgram } from '../../adb/adb-program.ts';
import type { AdbServer } from '../../adb/adb-server.ts';
import type { DeviceRow } from '../../adb/device-row.ts';
import type { Host } from '../../contract/hosts.ts';
import { fail, type Outcome } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import { EventSource } from '../../runtime/event-source.ts';
import type { Logger } from '../../runtime/logger.ts';
import { HostConnection } from './host-connection.ts';
import { demoHostId, localHostId, type HostRecord } from './host-record.ts';

/** The adb program of this machine, found by the setting and started with argument arrays; filled from `electron/adb`. */
export interface AdbProgramPort {
  find(): Promise<Outcome<AdbProgram>>;
  start(program: AdbProgram, port: number, signal: AbortSignal): Promise<Outcome<null>>;
}

export interface HostRegistryDeps {
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly program: AdbProgramPort;
  readonly onRows: (hostId: string, rows: readonly DeviceRow[]) => void;
  readonly onLost: (hostId: string) => void;
  /** Any change of a host, coming and going included. */
  readonly onChanged: (hostId: string) => void;
  readonly countPhones: (hostId: string) => number;
}

/** How a host's server is started after the operator's click. */
type Starter = (signal: AbortSignal) => Promise<Outcome<null>>;

interface HostEntry {
  readonly connection: HostConnection;
  readonly start: Starter | null;
}

/** All adb servers that the console follows. */
export class HostRegistry implements Disposable {
  readonly #deps: HostRegistryDeps;
  readonly #hosts = new Map<string, HostEntry>();
  readonly #changes: EventSource<{ readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> }>;
  readonly #stop = new AbortController();
  readonly #toldCounts = new Map<string, number>();
  #program: AdbProgram | null = null;

  constructor(deps: HostRegistryDeps) {
    this.#deps = deps;
    this.#changes = new EventSource(deps.logger);
  }

  list(): Host[] {
    return [...this.#hosts.values()].map((entry) => this.#view(entry));
  }

  get(hostId: string): Host | null {
    const entry = this.#hosts.get(hostId);
    return entry === undefined ? null : this.#view(entry);
  }

  /** State and name of a host for judging phones; null when it is not followed any more. */
  connection(hostId: string): HostConnection | null {
    return this.#hosts.get(hostId)?.connection ?? null;
  }

  server(hostId: string): AdbServer | null {
    return this.#hosts.get(hostId)?.connection.server ?? null;
  }

  subscribe(
    listener: (change: { readonly changed: ReadonlySet<string>; readonly removed: ReadonlySet<string> }) => void,
  ): () => void {
    return this.#changes.subscribe(listener);
  }

  /** Phones came or went: tells of the hosts whose count is another now. */
  reviewCounts(): void {
    for (const hostId of this.#hosts.keys()) {
      if (this.#toldCounts.get(hostId) !== this.#deps.countPhones(hostId)) this.#emit(hostId);
    }
  }

  /** Begins to follow a remote host. */
  follow(record: HostRecord): void {
    this.#add(record, null);
  }

  /**
   * Follows this machine's server and, when `isStartedOnce`, starts it if none runs: this one time only. One that was
   * reached meanwhile and is gone again was ended by somebody, and waits for the operator as any other.
   */
  followLocal(port: number, isStartedOnce: boolean): void {
    const record: HostRecord = { hostId: localHostId, name: '', kind: 'local', address: '127.0.0.1', port };
    const connection = this.#add(record, (signal) => this.#startLocal(port, signal));
    if (isStartedOnce) void this.#startFirst(connection, port);
    else void this.#learnProgram(connection);
  }

  /** Follows the virtual desk's server; `start` asks the simulator to start it again. */
  followDemo(port: number, start: Starter): void {
    this.#add({ hostId: demoHostId, name: '', kind: 'demo', address: '127.0.0.1', port }, start);
  }

  /** Stops following; a host that is not followed is no fault. */
  async leave(hostId: string): Promise<void> {
    const entry = this.#hosts.get(hostId);
    if (entry === undefined) return;
    this.#hosts.delete(hostId);
    await entry.connection.dispose();
    this.#deps.onLost(hostId);
    this.#tell(hostId);
  }

  /** Starts a host's server: this machine's or the virtual desk's. Resolves when it answers. */
  async startServer(hostId: string, signal: AbortSignal): Promise<Outcome<null>> {
    const entry = this.#hosts.get(hostId);
    if (entry === undefined) return fail('host-not-found', 'no such host', { hostId });
    if (entry.start === null) {
      return fail('host-local-only', 'the server of another machine is started there', { hostId });
    }
    entry.connection.setStarting(true);
    const started = await entry.start(AbortSignal.any([signal, this.#stop.signal]));
    entry.connection.setStarting(false, started.ok ? null : started.error);
    return started;
  }

  async dispose(): Promise<void> {
    this.#stop.abort();
    const entries = [...this.#hosts.values()];
    this.#hosts.clear();
    await Promise.all(entries.map((entry) => entry.connection.dispose()));
  }

  #add(record: HostRecord, start: Starter | null): HostConnection {
    const { hostId } = record;
    const connection = new HostConnection(record, {
      clock: this.#deps.clock,
      machineClock: this.#deps.machineClock,
      logger: this.#deps.logger,
      onRows: (rows) => this.#deps.onRows(hostId, rows),
      onLost: () => this.#deps.onLost(hostId),
      onChanged: () => this.#tell(hostId),
    });
    this.#hosts.set(hostId, { connection, start });
    connection.start();
    this.#tell(hostId);
    return connection;
  }

  async #startFirst(connection: HostConnection, port: number): Promise<void> {
    connection.setStarting(true);
    const found = await this.#deps.program.find();
    if (this.#stop.signal.aborted) return;
    if (found.ok) this.#rememberProgram(found.value);
    const started =
      found.ok && !connection.hasBeenUp ? await this.#deps.program.start(found.value, port, this.#stop.signal) : found;
    connection.setStarting(false, started.ok ? null : started.error);
  }

  async #startLocal(port: number, signal: AbortSignal): Promise<Outcome<null>> {
    const found = await this.#deps.program.find();
    if (!found.ok) return found;
    this.#rememberProgram(found.value);
    return this.#deps.program.start(found.value, port, signal);
  }

  async #learnProgram(connection: HostConnection): Promise<void> {
    const found = await this.#deps.program.find();
    if (this.#stop.signal.aborted) return;
    if (found.ok) this.#rememberProgram(found.value);
    else connection.setStarting(false, found.error);
  }

  #rememberProgram(program: AdbProgram): void {
    this.#program = program;
    this.connection(localHostId)?.setProgramVersion(program.serverVersion);
  }

  #tell(hostId: string): void {
    this.#emit(hostId);
    this.#deps.onChanged(hostId);
  }

  #emit(hostId: string): void {
    const isKnown = this.#hosts.has(hostId);
    const touched = new Set([hostId]);
    const none: ReadonlySet<string> = new Set();
    this.#toldCounts.set(hostId, this.#deps.countPhones(hostId));
    this.#changes.emit(isKnown ? { changed: touched, removed: none } : { changed: none, removed: touched });
  }

  #view({ connection }: HostEntry): Host {
    const { record } = connection;
    return {
      ...record,
      state: connection.state,
      stateSinceAt: connection.stateSinceAt,
      fault: connection.fault,
      serverVersion: connection.serverVersion,
      adbPath: record.kind === 'local' ? (this.#program?.path ?? null) : null,
      phoneCount: this.#deps.countPhones(record.hostId),
    };
  }
}
