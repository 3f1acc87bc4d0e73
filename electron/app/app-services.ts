import { arch, homedir, platform, release } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { witnessFolderOf } from '../accounts/custody/witness-file.ts';
import type { Restored } from '../contract/console.ts';
import type { Outcome } from '../contract/outcome.ts';
import { SimulatorLauncher } from '../demo/simulator-process.ts';
import { createPathFiles } from '../headless/path-files.ts';
import { createSystemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { startOnClock } from '../own-clock.ts';
import { createServices, type Services } from '../services.ts';
import { servicesConfigSchema } from '../services-config.ts';
import type { Flags } from './flags.ts';
import type { Folders } from './folders.ts';
import { createDesktopNotifier } from './desktop-notifier.ts';
import { createDialogFiles } from './dialog-files.ts';
import { createPower } from './power.ts';
import { spawnUtilitySimulator } from './utility-simulator.ts';

const mainFolder = dirname(fileURLToPath(import.meta.url));

export interface AppServicesOptions {
  readonly version: string;
  readonly flags: Flags;
  readonly folders: Folders;
  readonly owner: 'app' | 'headless';
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** The restore right before this start, if there was one. */
  readonly restored?: Restored | null;
}

/** Starts the console's services inside Electron: files lie beside the built main, virtual phones in a utilityProcess. */
export function startServices(options: AppServicesOptions): Promise<Outcome<Services>> {
  const { version, flags, folders, owner, logger, signal, restored = null } = options;
  const clockFile = flags.clockFile === null ? null : resolve(flags.clockFile);
  const config = servicesConfigSchema.parse({
    dataFolder: folders.data,
    owner,
    localAdbPort: flags.adbPort ?? undefined,
    isLocalServerStarted: flags.isLocalServerStarted,
    phones: flags.phones,
    seed: flags.seed,
    clockFile,
    adbPath: flags.adbPath,
    stopsOwnAdbServer: flags.isOnce,
  });
  const ports = {
    logger,
    random: Math.random,
    demoLauncher: new SimulatorLauncher({
      spawn: (args) => spawnUtilitySimulator(join(mainFolder, 'simulator.js'), args),
      clock: createSystemClock(),
      clockFile,
      logger: logger.scoped('simulator'),
    }),
    workerFile: new URL('./worker.js', import.meta.url),
    resourcesFolder: new URL('../../resources/', import.meta.url),
    ...(owner === 'app' && { notifier: createDesktopNotifier(logger.scoped('notifier')), power: createPower() }),
    witnessFolder: witnessFolderOf({ platform: platform(), home: homedir(), env: process.env }),
    files: owner === 'app' ? createDialogFiles() : createPathFiles(),
    info: {
      version,
      runtime: `Electron ${process.versions.electron}`,
      isFallbackRuntime: flags.isFallbackRuntime,
      platform: `${platform()} ${release()} ${arch()}`,
      logFolder: folders.logs,
    },
    signal,
    restored,
  };
  return startOnClock(clockFile, logger, (clocks) => createServices(config, { ...ports, ...clocks }));
}
