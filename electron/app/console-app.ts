import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ipcMain, nativeTheme, session, type App, type BrowserWindow } from 'electron';
import { settingsSchema } from '../contract/settings.ts';
import { snapshotSchema, type Snapshot } from '../contract/desk.ts';
import type { Fault } from '../contract/outcome.ts';
import { createSystemClock } from '../runtime/clock.ts';
import { DisposalStack } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Services } from '../services.ts';
import { rescueDataFolder } from '../store/rescue.ts';
import { startServices } from './app-services.ts';
import type { Flags } from './flags.ts';
import { placeFolders, type Folders } from './folders.ts';
import { guardAllContents, guardSession } from './guards.ts';
import { connectIpc } from './ipc-transport.ts';
import { createFileLogger } from './log.ts';
import { installMenu } from './menu.ts';
import { RecoverableServices } from './recoverable-services.ts';
import { reportReady } from './ready-report.ts';
import { listenForStop } from './stop-hotkey.ts';
import { serveRenderer } from './renderer-scheme.ts';
import { loadRenderer, type ConsoleWindow, type LoadDeps } from './page-load.ts';
import { loadable, openWindow, paintBackground, preloadPath } from './window.ts';

const mainFolder = dirname(fileURLToPath(import.meta.url));
const quitLimitMs = 8_000;
const crashPauseMs = 60_000;
const readyLimitMs = 120_000;

/** Runs the console until it quits: guards, then services and window side by side; quitting stops them in reverse. */
export async function runConsole(app: App, flags: Flags): Promise<void> {
  const folders = placeFolders(app, flags.dataFolder);
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write(`Jiqun already runs on ${folders.data} / 机群台已在使用该数据文件夹\n`);
    return app.exit(3);
  }
  const logger = createFileLogger(folders.logs, process.env['JIQUN_VERBOSE'] === '1');
  const life = new DisposalStack();
  const stopping = new AbortController();
  const quit = createQuit(app, life, stopping, logger);
  watchProcess(app, quit, logger);
  guardAllContents(app, logger.scoped('guard'));
  await app.whenReady();
  guardSession(session.defaultSession, logger.scoped('guard'));
  serveRenderer(session.defaultSession, join(mainFolder, '..', 'renderer'));
  installMenu(process.platform);

  const start: Start = { app, flags, folders, logger, signal: stopping.signal };
  const services = life.use(createRecoverable(start));
  const window = openConsoleWindow(start);
  life.use(connectIpc({ ipcMain, contents: window.webContents, services }));
  const loading = { page: loadable(window, createSystemClock()), clock: createSystemClock(), logger };
  // The page's process comes up beside the services; what the page asks before they stand waits for them.
  const starting = services.start();
  await Promise.all([
    starting.then(() => dressWindow(window, services)),
    loadRenderer(loading.page, loading, starting),
  ]);
  if (stopping.signal.aborted) return;
  life.use(listenForStop(services, logger.scoped('stop')));
  // Not before: what a first load ends itself is no crash.
  reviveCrashedPage(window, loading);
  if (flags.reportsReady) await announceReady(start, { services, window, quit });
}

/** A page that crashes is loaded again; main holds the truth, so nothing is lost. A second crash within a minute is left standing. */
function reviveCrashedPage(window: BrowserWindow, { page, clock, logger }: PageLoading): void {
  let lastCrashMs = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    logger.error('page-crashed', { reason, exitCode });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const crashedMs = performance.now();
    const isRepeated = crashedMs - lastCrashMs < crashPauseMs;
    lastCrashMs = crashedMs;
    if (isRepeated) return;
    loadRenderer(page, { clock, logger }).catch((cause: unknown) => logger.error('page-not-reloaded', {}, cause));
  });
}

interface PageLoading extends LoadDeps {
  readonly page: ConsoleWindow;
}

/** What the start was given; handed to each of its steps. */
interface Start {
  readonly app: App;
  readonly flags: Flags;
  readonly folders: Folders;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

function createRecoverable({ app, flags, folders, logger, signal }: Start): RecoverableServices {
  const owner = 'app';
  return new RecoverableServices({
    start: async (restored) => {
      const version = app.getVersion();
      const outcome = await startServices({ version, flags, folders, owner, logger, signal, restored });
      if (!outcome.ok) tellFault(outcome.error, logger);
      return outcome;
    },
    restore: () =>
      rescueDataFolder({ folder: folders.data, owner, isDamageKnown: true, clock: createSystemClock(), logger }),
  });
}

function tellFault({ code, message }: Fault, logger: Logger): void {
  logger.error('services-not-started', { code, reason: message });
  process.stderr.write(`${code}: ${message}\n`);
}

function openConsoleWindow({ app, flags, folders, logger }: Start): BrowserWindow {
  const window = openWindow({
    stateFile: folders.windowState,
    title: flags.isFallbackRuntime
      ? `机群台 Jiqun ${app.getVersion()} · Electron ${process.versions.electron} (fallback runtime / 备用运行时)`
      : `机群台 Jiqun ${app.getVersion()}`,
    preloadFile: preloadPath(mainFolder),
    logger,
  });
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  return window;
}

/** In the colours that are chosen; the page itself remembers them from last time. */
async function dressWindow(window: BrowserWindow, services: Services): Promise<void> {
  const settings = settingsSchema.safeParse(valueOf(await services.dispatch('settings.get', {})));
  if (settings.success) nativeTheme.themeSource = settings.data.theme;
  if (!window.isDestroyed()) paintBackground(window, nativeTheme.shouldUseDarkColors);
}

interface Announcement {
  readonly services: Services;
  readonly window: BrowserWindow;
  readonly quit: (exitCode: number) => void;
}

async function announceReady({ flags, folders, signal }: Start, announcement: Announcement): Promise<void> {
  const { services, window, quit } = announcement;
  const report = await reportReady({
    window,
    readSnapshot: () => readSnapshot(services),
    screenshotPath: flags.screenshotPath ?? join(folders.screenshots, 'ready.png'),
    clock: createSystemClock(),
    timeoutMs: readyLimitMs,
    signal,
  });
  process.stdout.write(`${report.line}\n`);
  if (flags.isOnce) quit(report.isComplete ? 0 : 1);
}

async function readSnapshot(services: Services): Promise<Snapshot | null> {
  const parsed = snapshotSchema.safeParse(valueOf(await services.dispatch('desk.snapshot', {})));
  return parsed.success ? parsed.data : null;
}

function valueOf(outcome: Awaited<ReturnType<Services['dispatch']>>): unknown {
  return outcome.ok ? outcome.value : null;
}

/** Answers a function that stops everything once and then leaves with the given exit code, late rather than never. */
function createQuit(app: App, life: DisposalStack, stopping: AbortController, logger: Logger) {
  return (exitCode: number): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    const giveUp = setTimeout(() => {
      logger.error('quit-took-too-long', { limitMs: quitLimitMs });
      app.exit(exitCode === 0 ? 4 : exitCode);
    }, quitLimitMs);
    life
      .dispose()
      .catch((cause: unknown) => logger.error('quit-not-clean', {}, cause))
      .finally(() => {
        clearTimeout(giveUp);
        app.exit(exitCode);
      });
  };
}

function watchProcess(app: App, quit: (exitCode: number) => void, logger: Logger): void {
  app.on('before-quit', (event) => {
    event.preventDefault();
    quit(0);
  });
  app.on('window-all-closed', () => quit(0));
  process.on('SIGINT', () => quit(0));
  process.on('SIGTERM', () => quit(0));
  process.on('unhandledRejection', (cause) => logger.error('unhandled-rejection', {}, cause));
  process.on('uncaughtException', (cause) => {
    logger.error('uncaught-exception', {}, cause);
    process.stderr.write(`${cause.stack ?? cause.message}\n`);
    quit(70);
  });
}
