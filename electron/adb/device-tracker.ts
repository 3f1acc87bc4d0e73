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
  /** Every full list as the server sends it, the first one at once; nothing is debounced or compared here. */
  readonly onRows: (rows: readonly DeviceRow[]) => void;
  /**
   * The server is lost or cannot be reached: once per loss, again only when the cause changes. Transport ids read
   * before are void from here on, also when the server is back at once (it may be another one).
   */
  readonly onDown: (fault: Fault) => void;
  /** The server answers (again); rows follow. */
  readonly onUp?: () => void;
  /** How often a silent server is asked for a sign of life; 10 s when not given. */
  readonly probeIntervalMs?: number;
}

const openTimeoutMs = 5_000;
const probeTimeoutMs = 5_000;
const defaultProbeIntervalMs = 10_000;
/** Waits between attempts: quick at first, since a restarted server is back within a second. */
const retryStepsMs = [250, 500, 1_000, 1_000, 2_000, 5_000] as const;

/**
 * Follows one server's device list over one long `host:track-devices-l`. Never starts a server; tries again for as
 * long as it is not disposed. A server that dies is noticed by its closed socket, a frozen one or a silent tunnel by
 * an unanswered probe.
 */
export class DeviceTracker implements Disposable {
  readonly #deps: DeviceTrackerDeps;
  readonly #logger: Logger;
  readonly #stop = new AbortController();
  #run: Promise<void> | null = null;
  #faultCode: string | null = null;

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
      this.#reportDown(fault);
      const step = retryStepsMs[Math.min(attempt, retryStepsMs.length - 1)] ?? openTimeoutMs;
      attempt += 1;
      await pause(this.#deps.clock, step, signal);
    }
  }

  #reportUp(): void {
    if (this.#faultCode !== null) this.#logger.info('adb-server-up', { port: this.#deps.server.port });
    this.#faultCode = null;
    this.#deps.onUp?.();
  }

  #reportDown(fault: Fault): void {
    if (this.#faultCode === fault.code) return;
    this.#faultCode = fault.code;
    this.#logger.warn('adb-server-down', { port: this.#deps.server.port, code: fault.code });
    this.#deps.onDown(fault);
  }

  /** Reads lists until the socket closes; null when disposed. */
  async #listen(socket: Socket): Promise<Fault | null> {
    const { signal } = this.#stop;
    const watch = new AbortController();
    const fault = await new Promise<Fault | null>((resolve) => {
      const frames = new FrameSplitter();
      socket.on('data', (chunk: Buffer) => {
        for (const text of frames.take(chunk)) if (!signal.aborted) this.#deps.onRows(parseDeviceList(text));
        if (frames.isBroken) resolve(fail('adb-protocol', 'the device list broke off').error);
      });
      socket.once('close', () => resolve(signal.aborted ? null : lostServer(this.#deps.server)));
      signal.addEventListener('abort', () => resolve(null), { once: true, signal: watch.signal });
      void this.#probe(watch.signal, resolve);
      socket.resume();
    });
    watch.abort();
    socket.destroy();
    return fault;
  }

  async #probe(signal: AbortSignal, report: (fault: Fault) => void): Promise<void> {
    const { server, clock, probeIntervalMs } = this.#deps;
    for (;;) {
      await pause(clock, probeIntervalMs ?? defaultProbeIntervalMs, signal);
      if (signal.aborted) return;
      const answer = await server.version({ timeoutMs: probeTimeoutMs, signal });
      if (!answer.ok && answer.error.code !== 'aborted') return report(answer.error);
    }
  }
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
