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

/**
 * Our own files, from this disk: a fast PC takes a few tenths of a second, a slow one two. One that stood still is told by the first,
 * short limit; a PC that is slower than that still has the longer ones.
 */
const limitsMs: readonly number[] = [5_000, 15_000, 40_000];

/**
 * Loads the renderer. A page process that comes to stand still before it shows anything, as Chromium's rarely does right
 * after another console was closed, is ended and the page loaded anew. Rejects when our own files are missing, which is a
 * broken installation, and when nothing comes of three tries.
 */
export async function loadRenderer(window: PageWindow, deps: LoadDeps): Promise<void> {
  for (const [index, limitMs] of limitsMs.entries()) {
    if (index > 0) window.webContents.forcefullyCrashRenderer();
    if (await loadsInTime(window, { clock: deps.clock, limitMs })) return;
    deps.logger.warn('page-load-stuck', { tryCount: index + 1, limitMs });
  }
  throw new Error('the page of the console did not load');
}

async function loadsInTime(
  window: PageWindow,
  { clock, limitMs }: { readonly clock: Clock; readonly limitMs: number },
): Promise<boolean> {
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
