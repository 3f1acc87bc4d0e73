import { pause, type Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';
import { rendererEntry } from './renderer-origin.ts';

/** What loading needs of Electron's window. */
export interface PageWindow {
  loadURL(url: string): Promise<void>;
  readonly webContents: { forcefullyCrashRenderer(): void };
}

export interface LoadDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Our own files, from this disk: a slow PC takes two seconds. */
const limitMs = 15_000;
const tryLimit = 3;

/**
 * Loads the renderer. A page process that comes to stand still before it shows anything, as Chromium's rarely does right
 * after another console was closed, is ended and the page loaded anew. Rejects when our own files are missing, which is a
 * broken installation, and when nothing comes of three tries.
 */
export async function loadRenderer(window: PageWindow, deps: LoadDeps): Promise<void> {
  for (let tryCount = 1; ; tryCount++) {
    if (await loadsInTime(window, deps.clock)) return;
    deps.logger.warn('page-load-stuck', { tryCount });
    if (tryCount === tryLimit) throw new Error('the page of the console did not load');
    window.webContents.forcefullyCrashRenderer();
  }
}

async function loadsInTime(window: PageWindow, clock: Clock): Promise<boolean> {
  const loaded = new AbortController();
  const tooLong = pause(clock, limitMs, loaded.signal).then(() => false);
  try {
    return await Promise.race([load(window), tooLong]);
  } finally {
    loaded.abort();
  }
}

/** A load that a later one overtook has not failed: that one goes on. */
async function load(window: PageWindow): Promise<true> {
  try {
    await window.loadURL(rendererEntry);
  } catch (cause) {
    if (!isOvertaken(cause)) throw new Error('the page of the console could not be loaded', { cause });
  }
  return true;
}

/** Chromium's net error ABORTED (-3). */
function isOvertaken(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === 'ERR_ABORTED';
}
