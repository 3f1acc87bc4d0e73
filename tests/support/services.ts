import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { snapshotSchema, type Delta, type Snapshot } from '../../electron/contract/desk.ts';
import type { Outcome } from '../../electron/contract/outcome.ts';
import type { ProcedureInput, ProcedureName } from '../../electron/contract/procedures.ts';
import type { DemoLauncher } from '../../electron/demo/demo-launcher.ts';
import { SimulatorLauncher } from '../../electron/demo/simulator-process.ts';
import { spawnSimulator } from '../../electron/headless/child-simulator.ts';
import { createSystemClock, type Clock } from '../../electron/runtime/clock.ts';
import { createPathFiles } from '../../electron/headless/path-files.ts';
import { createServices, type Services } from '../../electron/services.ts';
import { servicesConfigSchema, type ServicesPorts } from '../../electron/services-config.ts';
import { findAdbProgram } from './adb-program.ts';
import { freePort } from './free-port.ts';
import { RecordingLogger } from './recording-logger.ts';
import { makeTempFolder } from './temp-folder.ts';

export interface TestConsoleOptions {
  /** Same folder, same desk: to restart a console on what another one left. */
  readonly dataFolder?: string;
  readonly localAdbPort?: number;
  readonly isLocalServerStarted?: boolean;
  readonly phones?: number | null;
  readonly isRecoveryEnabled?: boolean;
  readonly stopsOwnAdbServer?: boolean;
  readonly demoLauncher?: DemoLauncher;
  readonly random?: () => number;
  /** The file of the desk's own clock, where `clock` is that. */
  readonly clockFile?: string;
  /** Where its log files are; none by default. */
  readonly logFolder?: string;
  /** What came with the console, playbooks among it; the shipped ones by default. */
  readonly resourcesFolder?: URL;
  readonly signal?: AbortSignal;
  /** The desk's time; left out, the machine's. */
  readonly clock?: Clock;
  /** What only some consoles are handed. */
  readonly morePorts?: Pick<ServicesPorts, 'moreJobKinds' | 'onCommitMark' | 'power' | 'machine' | 'witnessFolder'>;
}

const root = new URL('../../', import.meta.url);
const machineClock = createSystemClock();

/** The simulator as a real child process, for consoles that tests start. */
export function createTestLauncher(logger: RecordingLogger): SimulatorLauncher {
  const simulatorFile = fileURLToPath(new URL('simulator/cli.ts', root));
  return new SimulatorLauncher({ spawn: (args) => spawnSimulator(simulatorFile, args), clock: machineClock, logger });
}

/** A whole console without a window, on a private adb port and its own data folder. */
export class TestConsole {
  readonly services: Services;
  readonly logger: RecordingLogger;
  readonly dataFolder: string;
  readonly deltas: Delta[] = [];

  constructor(services: Services, context: { logger: RecordingLogger; dataFolder: string }) {
    this.services = services;
    this.logger = context.logger;
    this.dataFolder = context.dataFolder;
    services.subscribe('desk.delta', (delta) => this.deltas.push(delta));
  }

  call<N extends ProcedureName>(name: N, input: ProcedureInput<N>): Promise<Outcome<unknown>> {
    return this.services.dispatch(name, input);
  }

  async snapshot(): Promise<Snapshot> {
    const answered = await this.call('desk.snapshot', {});
    if (!answered.ok) throw new Error(`${answered.error.code}: ${answered.error.message}`);
    return snapshotSchema.parse(answered.value);
  }

  /** Resolves with the first snapshot that `isWanted`; looks again after every delta. Rejects with the last one. */
  waitFor(isWanted: (snapshot: Snapshot) => boolean, timeoutMs = 20_000): Promise<Snapshot> {
    return new Promise((resolve, reject) => {
      let last: Snapshot | null = null;
      const finish = (settle: () => void): void => {
        stop();
        clearTimeout(timer);
        settle();
      };
      const look = async (): Promise<void> => {
        const snapshot = await this.snapshot();
        last = snapshot;
        if (isWanted(snapshot)) finish(() => resolve(snapshot));
      };
      const stop = this.services.subscribe('desk.delta', () => void look().catch(reject));
      const timer = setTimeout(
        () => finish(() => reject(new Error(`not seen within ${timeoutMs} ms: ${summarise(last)}`))),
        timeoutMs,
      );
      look().catch(reject);
    });
  }
}

/** A console on that folder that the caller disposes; needs no test around it. */
export async function openTestConsole(
  options: TestConsoleOptions & { readonly dataFolder: string },
): Promise<Outcome<TestConsole>> {
  const {
    demoLauncher,
    random,
    signal,
    clock = machineClock,
    logFolder = null,
    morePorts = {},
    resourcesFolder,
    ...changes
  } = options;
  const logger = new RecordingLogger();
  const config = servicesConfigSchema.parse({
    isLocalServerStarted: false,
    phones: 0,
    adbPath: findAdbProgram(),
    localAdbPort: options.localAdbPort ?? (await freePort()),
    ...changes,
    owner: 'headless',
    isOutputChecked: true,
  });
  const ports: ServicesPorts = {
    logger,
    clock,
    machineClock,
    random: random ?? Math.random,
    demoLauncher: demoLauncher ?? createTestLauncher(logger),
    workerFile: new URL('electron/worker.ts', root),
    resourcesFolder: resourcesFolder ?? new URL('resources/', root),
    files: createPathFiles(),
    info: { version: '0.0.0', runtime: 'test', isFallbackRuntime: false, platform: 'test', logFolder },
    ...(signal !== undefined && { signal }),
    ...morePorts,
  };
  const started = await createServices(config, ports);
  if (!started.ok) return started;
  return { ok: true, value: new TestConsole(started.value, { logger, dataFolder: options.dataFolder }) };
}

/** As `startTestConsole`, but answers a refusal instead of throwing it. */
export async function tryStartTestConsole(options: TestConsoleOptions = {}): Promise<Outcome<TestConsole>> {
  const dataFolder = options.dataFolder ?? join(makeTempFolder(), 'data');
  const opened = await openTestConsole({ ...options, dataFolder });
  if (opened.ok) onTestFinished(() => opened.value.services.dispose());
  return opened;
}

/** A running console, disposed after the running test. */
export async function startTestConsole(options: TestConsoleOptions = {}): Promise<TestConsole> {
  const started = await tryStartTestConsole(options);
  if (!started.ok) throw new Error(`${started.error.code}: ${started.error.message}`);
  return started.value;
}

function summarise(snapshot: Snapshot | null): string {
  if (snapshot === null) return 'no snapshot';
  const phones = snapshot.phones.map(({ state, reason }) => `${state} (${reason.code})`);
  const hosts = snapshot.hosts.map(({ kind, state }) => `${kind} ${state}`);
  return [`demo ${snapshot.demo.state}`, ...hosts, ...phones].join(', ');
}
