import { AdbServer } from '../../adb/adb-server.ts';
import type { DeviceRow } from '../../adb/device-row.ts';
import { DeviceTracker } from '../../adb/device-tracker.ts';
import type { Host } from '../../contract/hosts.ts';
import { fail, type Fault } from '../../contract/outcome.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Disposable } from '../../runtime/disposal.ts';
import type { Logger } from '../../runtime/logger.ts';
import type { HostRecord } from './host-record.ts';

export interface HostConnectionDeps {
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly onRows: (rows: readonly DeviceRow[]) => void;
  /** The server is lost: every transport of it is void. */
  readonly onLost: () => void;
  readonly onChanged: () => void;
}

const versionTimeoutMs = 3_000;

/** Follows one adb server: its device list, whether it is there, and which version it has. Never starts a server. */
export class HostConnection implements Disposable {
  readonly record: HostRecord;
  readonly server: AdbServer;
  readonly #deps: HostConnectionDeps;
  readonly #tracker: DeviceTracker;
  readonly #stop = new AbortController();
  #state: Host['state'] = 'connecting';
  #stateSinceAt: number;
  #fault: Fault | null = null;
  /** Why the last start came to nothing: says more than that nobody answers. */
  #startFault: Fault | null = null;
  #isStarting = false;
  #hasBeenUp = false;
  #serverVersion: number | null = null;
  /** The version of the adb program that this host's server is started with. */
  #programVersion: number | null = null;
  #hasListed = false;

  constructor(record: HostRecord, deps: HostConnectionDeps) {
    const { clock, machineClock } = deps;
    const logger = deps.logger.scoped(`host/${record.kind}`);
    this.record = record;
    this.#deps = deps;
    this.#stateSinceAt = clock.now();
    this.server = new AdbServer({ address: record.address, port: record.port, logger, clock: machineClock });
    this.#tracker = new DeviceTracker({
      server: this.server,
      clock: machineClock,
      logger,
      onRows: (rows) => this.#takeRows(rows),
      onDown: (fault) => this.#goDown(fault),
      onUp: () => void this.#comeUp(),
    });
  }

  get state(): Host['state'] {
    return this.#isStarting && this.#state === 'down' ? 'connecting' : this.#state;
  }

  get stateSinceAt(): number {
    return this.#stateSinceAt;
  }

  /** True once the server was reached, however it is now. */
  get hasBeenUp(): boolean {
    return this.#hasBeenUp;
  }

  /** True once the server has told its list since it was last reached. */
  get hasListed(): boolean {
    return this.#hasListed;
  }

  get serverVersion(): number | null {
    return this.#serverVersion;
  }

  /** Why it is not up; or, while it is, that a server of another version than this machine's program runs there. */
  get fault(): Fault | null {
    return this.#isStarting ? null : (this.#startFault ?? this.#fault ?? this.#versionClash());
  }

  start(): void {
    this.#tracker.start();
  }

  /** Until the server answers, a missing one counts as connecting while a start is under way, and not as down. */
  setStarting(isStarting: boolean, fault: Fault | null = null): void {
    this.#isStarting = isStarting;
    this.#startFault = this.#state === 'up' ? null : fault;
    this.#deps.onChanged();
  }

  setProgramVersion(programVersion: number | null): void {
    if (this.#programVersion === programVersion) return;
    this.#programVersion = programVersion;
    this.#deps.onChanged();
  }

  async dispose(): Promise<void> {
    this.#stop.abort();
    await this.#tracker.dispose();
    this.server.dispose();
  }

  #takeRows(rows: readonly DeviceRow[]): void {
    const isFirst = !this.#hasListed;
    this.#hasListed = true;
    this.#deps.onRows(rows);
    if (isFirst) this.#deps.onChanged();
  }

  async #comeUp(): Promise<void> {
    this.#enter('up', null);
    const answer = await this.server.version({ timeoutMs: versionTimeoutMs, signal: this.#stop.signal });
    if (this.#stop.signal.aborted || !answer.ok || answer.value === this.#serverVersion) return;
    this.#serverVersion = answer.value;
    this.#deps.onChanged();
  }

  #goDown(fault: Fault): void {
    this.#hasListed = false;
    this.#serverVersion = null;
    this.#enter(this.record.kind === 'remote' ? 'unreachable' : 'down', fault);
    this.#deps.onLost();
  }

  #enter(state: Host['state'], fault: Fault | null): void {
    if (this.#state !== state) this.#stateSinceAt = this.#deps.clock.now();
    this.#state = state;
    this.#fault = fault;
    if (state === 'up') {
      this.#hasBeenUp = true;
      this.#isStarting = false;
      this.#startFault = null;
    }
    this.#deps.onChanged();
  }

  #versionClash(): Fault | null {
    if (this.#serverVersion === null || this.#programVersion === null) return null;
    if (this.#serverVersion === this.#programVersion) return null;
    return fail('adb-version-clash', 'a server of another version runs on this port', {
      serverVersion: this.#serverVersion,
      clientVersion: this.#programVersion,
      port: this.record.port,
    }).error;
  }
}
