import type { Socket } from 'node:net';
import { fail } from '../contract/outcome.ts';
import type { Fault } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import { pause } from '../runtime/clock.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { AdbServer } from './adb-server.ts';
import { readHexLength } from './answer-readers.ts';
import { parseDeviceList } from './device-row.ts';
import type { DeviceRow } from './device-row.ts';

export interface DeviceTrackerDeps {
  readonly server: AdbServer;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Every full list, the first one at once; nothing is debounced here. Two lists in a row may be equal. */
  readonly onRows: (rows: readonly DeviceRow[]) => void;
  /**
   * The server is lost or cannot be reached: once per loss, again only when the cause changes, as it does when a broken
   * connection turns out to be a closed port. Transport ids read before are void from here on, also when the server is
   * back at once (it may be another one).
   */
  readonly onDown: (fault: Fault) => void;
  /** The server answers (again); rows follow. */
  readonly onUp?: () => void;
  /** Pause between two looks at the list (see the class); 150 ms on this machine, 1 s on others when not given. */
  readonly refreshIntervalMs?: number;
}

const openTimeoutMs = 5_000;
const refreshTimeoutMs = 5_000;
const loopbackRefreshMs = 150;
const remoteRefreshMs = 1_000;
/** Waits between attempts: quick at first, since a restarted server is back within a second. */
const retryStepsMs = [250, 500, 1_000, 1_000, 2_000, 5_000] as const;

/**
 * Follows one server's device list over one long `host:track-devices-l`. That alone is not enough: adb 29 does not
 * tell when a network phone goes offline, only when it comes back, and a frozen server or a silent tunnel tells
 * nothing. So the list is also read again and again, and compared as text, which costs one short call. Never starts
 * a server; tries again for as long as it is not disposed.
 */
export class DeviceTracker implements Disposable {
  readonly #deps: DeviceTrackerDeps;
  readonly #logger: Logger;
  readonly #stop = new AbortController();
  #run: Promise<void> | null = null;
  /** Code and cause of the loss that was told last. */
  #toldLoss: string | null = null;

  constructor(deps: DeviceTrackerDeps) {
    this.#deps = deps;
    this.#logger = deps.logger;
  }

  /** Begins to follow; a second call does nothing. */
  start(): void {
    this.#run ??= this.#follow();
  }

  /** Stops for good; no callback comes after it has resolved. */
  async dispose(): Promise<void> {
    this.#stop.abort();
    await this.#run;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    let attempt = 0;
    while (!signal.aborted) {
      const opened = await this.#deps.server.openHost('host:track-devices-l', { timeoutMs: openTimeoutMs, signal });
      let fault = opened.ok ? null : opened.error;
      if (opened.ok) {
        attempt = 0;
        this.#reportUp();
        fault = await this.#listen(opened.value);
      }
      if (signal.aborted || fault === null) return;
      this.#reportDown(asServerFault(fault, this.#deps.server));
      const step = retryStepsMs[Math.min(attempt, retryStepsMs.length - 1)] ?? openTimeoutMs;
      attempt += 1;
      await pause(this.#deps.clock, step, signal);
    }
  }

  #reportUp(): void {
    if (this.#toldLoss !== null) this.#logger.info('adb-server-up', { port: this.#deps.server.port });
    this.#toldLoss = null;
    this.#deps.onUp?.();
  }

  #reportDown(fault: Fault): void {
    const cause = fault.detail?.['cause'] ?? null;
    const loss = `${fault.code} ${String(cause)}`;
    if (this.#toldLoss === loss) return;
    this.#toldLoss = loss;
    this.#logger.warn('adb-server-down', { port: this.#deps.server.port, code: fault.code, cause });
    this.#deps.onDown(fault);
  }

  /** Reads lists until the server is lost; null when disposed. */
  async #listen(socket: Socket): Promise<Fault | null> {
    const { signal } = this.#stop;
    const watch = new AbortController();
    const latest = new LatestList();
    const fault = await new Promise<Fault | null>((resolve) => {
      const frames = new FrameSplitter();
      socket.on('data', (chunk: Buffer) => {
        for (const text of frames.take(chunk)) if (!signal.aborted) this.#report(latest.takeFrame(text));
        if (frames.isBroken) resolve(fail('adb-protocol', 'the device list broke off').error);
      });
      socket.once('close', () => resolve(signal.aborted ? null : lostServer(this.#deps.server)));
      signal.addEventListener('abort', () => resolve(null), { once: true, signal: watch.signal });
      void this.#refresh(latest, watch.signal, resolve);
      socket.resume();
    });
    watch.abort();
    socket.destroy();
    return fault;
  }

  async #refresh(latest: LatestList, signal: AbortSignal, report: (fault: Fault) => void): Promise<void> {
    const { server, clock, refreshIntervalMs } = this.#deps;
    const intervalMs = refreshIntervalMs ?? (isLoopback(server.address) ? loopbackRefreshMs : remoteRefreshMs);
    for (;;) {
      await pause(clock, intervalMs, signal);
      if (signal.aborted) return;
      const { frameCount } = latest;
      const answer = await server.readDeviceList({ timeoutMs: refreshTimeoutMs, signal });
      if (signal.aborted) return;
      if (!answer.ok) return report(answer.error);
      if (latest.accepts(answer.value, frameCount)) this.#report(answer.value);
    }
  }

  #report(text: string): void {
    this.#deps.onRows(parseDeviceList(text));
  }
}

/** The newest list, whichever way it came. */
class LatestList {
  #text: string | null = null;
  #frameCount = 0;

  get frameCount(): number {
    return this.#frameCount;
  }

  takeFrame(text: string): string {
    this.#text = text;
    this.#frameCount += 1;
    return text;
  }

  /** A list that was asked for counts if it is news, and if no frame overtook it while it was on its way. */
  accepts(text: string, frameCountWhenAsked: number): boolean {
    if (text === this.#text || frameCountWhenAsked !== this.#frameCount) return false;
    this.#text = text;
    return true;
  }
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address.startsWith('127.');
}

/** A server that does not answer is as good as none, whichever call found it out. */
function asServerFault(fault: Fault, server: AdbServer): Fault {
  if (fault.code !== 'timeout') return fault;
  const detail = { address: server.address, port: server.port, cause: 'no-answer' };
  return fail('adb-server-unreachable', 'adb server does not answer', detail).error;
}

function lostServer(server: AdbServer): Fault {
  const detail = { address: server.address, port: server.port, cause: 'connection-lost' };
  return fail('adb-server-unreachable', 'adb server went away', detail).error;
}

/** Cuts a stream of length-prefixed texts; stays broken once a length is no number. */
class FrameSplitter {
  #pending: Buffer = Buffer.alloc(0);
  #isBroken = false;

  get isBroken(): boolean {
    return this.#isBroken;
  }

  take(chunk: Buffer): string[] {
    const texts: string[] = [];
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (this.#pending.length >= 4 && !this.#isBroken) {
      const length = readHexLength(this.#pending);
      this.#isBroken = length === null;
      if (length === null || this.#pending.length < 4 + length) break;
      texts.push(this.#pending.toString('utf8', 4, 4 + length));
      this.#pending = this.#pending.subarray(4 + length);
    }
    return texts;
  }
}
