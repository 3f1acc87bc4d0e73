import type { Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { findAdb, type AdbProgram } from './adb-program.ts';
import { AdbServer } from './adb-server.ts';
import { isServerRunning, startServer } from './server-start.ts';

export interface LocalAdbOptions {
  /** The operator's setting, or what the command line named; asked at each search. */
  readonly configuredPath: () => string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const endTimeoutMs = 2_000;

/** The adb program of this machine, and which servers were started with it here. */
export class LocalAdb {
  readonly #options: LocalAdbOptions;
  readonly #ownPorts = new Set<number>();

  constructor(options: LocalAdbOptions) {
    this.#options = options;
  }

  /** `adb-not-installed` when there is none, or the configured one is no adb. */
  find(): Promise<Outcome<AdbProgram>> {
    const { configuredPath, env } = this.#options;
    return findAdb({ configuredPath: configuredPath(), env, platform: process.platform });
  }

  /** See `startServer`; remembers whether the server that runs afterwards was started here. */
  async start(program: AdbProgram, port: number, signal: AbortSignal): Promise<Outcome<null>> {
    const { clock, env } = this.#options;
    const wasRunning = await isServerRunning(port, clock);
    const started = await startServer(program, { port, env, clock, signal });
    if (started.ok && !wasRunning) this.#ownPorts.add(port);
    return started;
  }

  /** Ends the servers that were started here. Nobody else's is touched. */
  async endOwnServers(): Promise<void> {
    for (const port of this.#ownPorts) await this.endServer(port);
    this.#ownPorts.clear();
  }

  /** Asks the adb server on that port of this machine to end; one that is not there is no fault. */
  async endServer(port: number): Promise<void> {
    const { clock, logger } = this.#options;
    const server = new AdbServer({ address: '127.0.0.1', port, logger, clock });
    const ended = await server.kill({ timeoutMs: endTimeoutMs });
    if (!ended.ok) logger.debug('adb-server-not-ended', { port, code: ended.error.code });
    server.dispose();
  }
}
