import { readFileSync } from 'node:fs';
import { arch, homedir, platform, release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { witnessFolderOf } from '../accounts/custody/witness-file.ts';
import type { Outcome } from '../contract/outcome.ts';
import { SimulatorLauncher } from '../demo/simulator-process.ts';
import { createSystemClock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { startOnClock } from '../own-clock.ts';
import { createServices, type Services } from '../services.ts';
import type { ServicesConfig } from '../services-config.ts';
import { spawnSimulator } from './child-simulator.ts';
import { readHeadlessFlags } from './headless-flags.ts';
import { createPathFiles } from './path-files.ts';
import { runHeadless, runRestore } from './run-headless.ts';
import { runReset } from './run-reset.ts';
import { createStreamLogger } from './stream-logger.ts';

const usageExitCode = 2;
const machineClock = createSystemClock();
const workerFile = new URL('../worker.ts', import.meta.url);

function startServices(config: ServicesConfig, logger: Logger, signal: AbortSignal): Promise<Outcome<Services>> {
  const simulatorFile = fileURLToPath(new URL('../../simulator/cli.ts', import.meta.url));
  const packageFile = new URL('../../package.json', import.meta.url);
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8')));
  const { clockFile } = config;
  const ports = {
    logger,
    random: Math.random,
    demoLauncher: new SimulatorLauncher({
      spawn: (args) => spawnSimulator(simulatorFile, args),
      clock: machineClock,
      clockFile,
      logger: logger.scoped('simulator'),
    }),
    workerFile,
    resourcesFolder: new URL('../../resources/', import.meta.url),
    files: createPathFiles(),
    witnessFolder: witnessFolderOf({ platform: platform(), home: homedir(), env: process.env }),
    info: {
      version,
      runtime: `Node ${process.versions.node}`,
      isFallbackRuntime: false,
      platform: `${platform()} ${release()} ${arch()}`,
      logFolder: null,
    },
    signal,
  };
  return startOnClock(clockFile, logger, (clocks) => createServices(config, { ...ports, ...clocks }));
}

async function main(): Promise<number> {
  const flags = readHeadlessFlags(process.argv.slice(2));
  if (flags.kind === 'help') {
    process.stdout.write(`${flags.message}\n`);
    return 0;
  }
  if (flags.kind === 'refused') {
    process.stderr.write(`${flags.message}\n`);
    return usageExitCode;
  }
  const isVerbose = flags.kind === 'run' && flags.isVerbose;
  const logger = createStreamLogger(process.stderr, isVerbose ? 'debug' : 'warn');
  if (flags.kind !== 'run') {
    const ground = { dataFolder: flags.dataFolder, output: process.stdout, clock: machineClock, logger };
    return flags.kind === 'restore' ? runRestore(ground) : runReset({ ...ground, workerFile });
  }
  const { config } = flags;
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());
  process.on('unhandledRejection', (cause) => logger.error('unhandled-rejection', {}, cause));
  return runHeadless({
    input: process.stdin,
    output: process.stdout,
    startServices: (signal) => startServices(config, logger, signal),
    logger,
    signal: stopping.signal,
  });
}

// Standard input may still be open after a SIGTERM; it alone would keep the process.
const exitCode = await main();
process.stdin.destroy();
process.exitCode = exitCode;
