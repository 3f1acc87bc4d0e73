import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { pause, type Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import type { ConsoleWindow } from './page-load.ts';
import { rendererEntry } from './renderer-origin.ts';
import { fitToDisplays, readWindowState, writeWindowState } from './window-state.ts';

/** A process that is ended from outside is gone in milliseconds. */
const endLimitMs = 3_000;

export interface WindowOptions {
  readonly stateFile: string;
  readonly title: string;
  readonly preloadFile: string;
  readonly logger: Logger;
}

/** Opens the console window at its remembered place; it shows itself once the first page is painted. */
export function openWindow({ stateFile, title, preloadFile, logger }: WindowOptions): BrowserWindow {
  const state = fitToDisplays(
    readWindowState(stateFile),
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const { isMaximized, position, width, height } = state;
  const window = new BrowserWindow({
    ...position,
    width,
    height,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title,
    backgroundColor: backgroundOf(nativeTheme.shouldUseDarkColors),
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Our own page alone is loaded: it is worth compiling for the next start from its first run on.
      v8CacheOptions: 'bypassHeatCheck',
    },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on('close', () => rememberWindow(window, stateFile, logger));
  return window;
}

/** What stands behind the page, as it is seen while the window grows. */
export function paintBackground(window: BrowserWindow, isDark: boolean): void {
  window.setBackgroundColor(backgroundOf(isDark));
}

function backgroundOf(isDark: boolean): string {
  return isDark ? '#141414' : '#f5f5f5';
}

/** The window as loading its page sees it. */
export function loadable(window: BrowserWindow, clock: Clock): ConsoleWindow {
  return {
    load: () => window.loadURL(rendererEntry),
    endPage: () => endPage(window, clock),
  };
}

/** By its process id: one that stands still does not do what it is asked to, ending itself included. */
async function endPage({ webContents }: BrowserWindow, clock: Clock): Promise<void> {
  const processId = webContents.getOSProcessId();
  if (processId === 0) return;
  const gone = new AbortController();
  webContents.once('render-process-gone', () => gone.abort());
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    return; // It ended by itself meanwhile.
  }
  await pause(clock, endLimitMs, gone.signal);
}

/** Where the built preload lies beside the built main. */
export function preloadPath(mainFolder: string): string {
  return join(mainFolder, '..', 'preload', 'preload.cjs');
}

function rememberWindow(window: BrowserWindow, stateFile: string, logger: Logger): void {
  try {
    const { x, y, width, height } = window.getNormalBounds();
    writeWindowState(stateFile, { position: { x, y }, width, height, isMaximized: window.isMaximized() });
  } catch (cause) {
    logger.warn('window-state-not-saved', { reason: cause instanceof Error ? cause.message : String(cause) });
  }
}
