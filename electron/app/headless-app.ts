import type { App } from 'electron';
import { runHeadless } from '../headless/run-headless.ts';
import { runReset } from '../headless/run-reset.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { startServices } from './app-services.ts';
import type { Flags } from './flags.ts';
import { placeFolders } from './folders.ts';
import { createFileLogger } from './log.ts';

/** `jiqun --headless`: the same JSON lines as the Node entry, from the packed app, with no window and no page. */
export async function runHeadlessApp(app: App, flags: Flags): Promise<void> {
  const folders = placeFolders(app, flags.dataFolder);
  const logger = createFileLogger(folders.logs, process.env['JIQUN_VERBOSE'] === '1');
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort());
  process.on('unhandledRejection', (cause) => logger.error('unhandled-rejection', {}, cause));
  // Without a window Electron would take the first chance to quit.
  app.on('window-all-closed', () => undefined);
  await app.whenReady();
  if (flags.resetsPin) {
    const workerFile = new URL('./worker.js', import.meta.url);
    const run = { dataFolder: folders.data, workerFile, output: process.stdout, clock: createSystemClock(), logger };
    return app.exit(await runReset(run));
  }
  const exitCode = await runHeadless({
    input: process.stdin,
    output: process.stdout,
    startServices: (signal) =>
      startServices({ version: app.getVersion(), flags, folders, owner: 'headless', logger, signal }),
    logger,
    signal: stopping.signal,
  });
  app.exit(exitCode);
}
