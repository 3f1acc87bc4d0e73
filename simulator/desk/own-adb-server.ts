import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askAdbServer } from './adb-request.ts';
import { findFreePort, isPortFree, nextPort } from './free-port.ts';

export interface OwnAdbServerOptions {
  /** The adb program. */
  readonly adbPath: string;
  readonly port: number;
  /** Private home of the server: its keys and its pid file lie here. */
  readonly stateFolder: string;
}

const pidFileName = 'adb-server.json';
const startTimeoutMs = 15_000;
const stopTimeoutMs = 3_000;
const askTimeoutMs = 2_000;
const longestLog = 4_096;
/** One that cannot listen ends within some milliseconds. */
const settleMs = 100;
const mostPorts = 20;
/** What adb says when another program listens on its port, whatever the system's own words for that are. */
const portTakenWords = /could not install \*smartsocket\* listener/;

/** Another program listens on the port that the server was to have. */
export class PortTakenError extends Error {}

/**
 * The adb server that only virtual phones hang on: another port, another key, no USB, no emulators. It is a child
 * process and ends with `kill()`; one that a killed simulator left behind ends at the next start.
 */
export class OwnAdbServer {
  readonly #options: OwnAdbServerOptions;
  #child: ChildProcess | null = null;
  #exited: Promise<void> = Promise.resolve();
  #log = '';

  constructor(options: OwnAdbServerOptions) {
    this.#options = options;
  }

  /**
   * Starts one on the first free port from `firstPort`. A port that was free a moment ago may be another desk's by the
   * time that adb listens: the next one is taken then.
   * @param find the first port from there on which nothing listens
   */
  static async startFrom(
    firstPort: number,
    options: Omit<OwnAdbServerOptions, 'port'>,
    find: (firstPort: number) => Promise<number> = findFreePort,
  ): Promise<OwnAdbServer> {
    let port = await find(firstPort);
    for (let tried = 1; ; tried++) {
      const server = new OwnAdbServer({ ...options, port });
      try {
        await server.start();
        return server;
      } catch (cause) {
        if (!(cause instanceof PortTakenError) || tried === mostPorts) throw cause;
        port = await find(nextPort(port));
      }
    }
  }

  get port(): number {
    return this.#options.port;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** Starts the server and resolves when it answers; rejects with its last words when it does not. */
  async start(): Promise<void> {
    if (this.#child !== null) return;
    const { adbPath, port, stateFolder } = this.#options;
    if (!(await isPortFree(port))) throw new PortTakenError(`another program listens on port ${port}`);
    await mkdir(join(stateFolder, '.android'), { recursive: true });
    const child = spawn(adbPath, ['-P', String(port), 'nodaemon', 'server'], {
      env: privateEnvironment(stateFolder),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#watch(child);
    if (child.pid !== undefined) await this.#rememberPid(child.pid);
    await this.#untilAnswering();
  }

  /** Ends the server and resolves when the process is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child !== null) {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      await this.#exited;
      clearTimeout(force);
    }
    await rm(join(this.#options.stateFolder, pidFileName), { force: true });
  }

  #watch(child: ChildProcess): void {
    this.#child = child;
    this.#log = '';
    const note = (chunk: Buffer): void => {
      this.#log = (this.#log + chunk.toString('utf8')).slice(-longestLog);
    };
    child.stdout?.on('data', note);
    child.stderr?.on('data', note);
    this.#exited = new Promise((resolve) => {
      const finish = (): void => {
        if (this.#child === child) this.#child = null;
        resolve();
      };
      child.once('exit', finish);
      child.once('error', (error) => {
        this.#log = error.message;
        finish();
      });
    });
  }

  async #untilAnswering(): Promise<void> {
    const deadline = performance.now() + startTimeoutMs;
    while (this.#child !== null && performance.now() < deadline) {
      const isUp = await askAdbServer(this.port, 'host:version', askTimeoutMs).then(
        (answer) => answer.isOkay,
        () => false, // Not listening yet; the deadline bounds the wait.
      );
      // Another server on this port answers too; ours has ended by then, as it could not listen.
      await new Promise((resolve) => setTimeout(resolve, isUp ? settleMs : 25));
      if (isUp && this.#child !== null) return;
    }
    await this.kill();
    const words = `the virtual desk's adb server did not start on port ${this.port}: ${this.#log.trim()}`;
    throw portTakenWords.test(this.#log) ? new PortTakenError(words) : new Error(words);
  }

  #rememberPid(pid: number): Promise<void> {
    const file = join(this.#options.stateFolder, pidFileName);
    return writeFile(file, JSON.stringify({ pid, port: this.port }));
  }
}

/** Ends the adb server that a killed simulator with this state folder left behind; resolves when none is left. */
export async function endStaleServer(stateFolder: string): Promise<void> {
  const file = join(stateFolder, pidFileName);
  const text = await readFile(file, 'utf8').catch(() => null); // No file: the last run ended in good order.
  if (text === null) return;
  const port = Number(/"port":(\d+)/.exec(text)?.[1] ?? 0);
  const pid = Number(/"pid":(\d+)/.exec(text)?.[1] ?? 0);
  if (port > 0) await askAdbServer(port, 'host:kill', askTimeoutMs).catch(() => null); // Nobody there: all the better.
  if (pid > 0 && (await isOurServer(pid, port))) process.kill(pid, 'SIGKILL');
  await rm(file, { force: true });
}

/** Pids are reused, so the command line must be ours; where `/proc` cannot tell, `host:kill` has to do. */
async function isOurServer(pid: number, port: number): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes(`-P\0${port}\0nodaemon`);
}

/** An environment in which adb finds no USB phones, no emulators, no network services and no keys of the operator. */
function privateEnvironment(stateFolder: string): NodeJS.ProcessEnv {
  const { ADB_SERVER_SOCKET: _socket, ADB_TRACE: _trace, ANDROID_SERIAL: _serial, ...inherited } = process.env;
  return {
    ...inherited,
    HOME: stateFolder,
    USERPROFILE: stateFolder,
    ANDROID_SDK_HOME: stateFolder,
    ANDROID_USER_HOME: join(stateFolder, '.android'),
    ADB_VENDOR_KEYS: '',
    ADB_USB: '0',
    ADB_EMU: '0',
    ADB_MDNS: '0',
    ADB_MDNS_AUTO_CONNECT: '0',
    ADB_LOCAL_TRANSPORT_MAX_PORT: '5554',
  };
}
