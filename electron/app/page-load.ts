import { pause, type Clock } from '../runtime/clock.ts';
import type { Logger } from '../runtime/logger.ts';

/** What loading needs of Electron's window. */
export interface ConsoleWindow {
  /** Loads the renderer; rejects as Electron's `loadURL` does, with Chromium's name for the error as `code`. */
  load(): Promise<void>;
  /** Ends the page's process, however it is, and resolves once it is gone. */
  endPage(): Promise<void>;
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
 * Loads the renderer. A page process that comes to stand still before it shows anything is ended and the page loaded anew; so is one
 * that dies over it. Rejects when our own files are missing, which is a broken installation, and when nothing comes of three tries.
 *
 * @param busy until it is settled main itself may be what keeps the page waiting, and no limit counts
 */
export async function loadRenderer(
  window: ConsoleWindow,
  { clock, logger }: LoadDeps,
  busy: Promise<void> = Promise.resolve(),
): Promise<void> {
  let cause: unknown = null;
  for (const [index, limitMs] of limitsMs.entries()) {
    if (index > 0) await window.endPage();
    const end = await loadWithin(window, { clock, limitMs, busy });
    if (end === 'loaded') return;
    const code = end === 'too-long' ? end : codeOf(end);
    logger.warn('page-not-loaded', { tryCount: index + 1, limitMs, code });
    cause = end;
    if (code === 'ERR_FILE_NOT_FOUND') break;
  }
  throw new Error('the page of the console could not be loaded', { cause });
}

type LoadEnd = 'loaded' | 'too-long' | Error;

async function loadWithin(
  window: ConsoleWindow,
  { clock, limitMs, busy }: { readonly clock: Clock; readonly limitMs: number; readonly busy: Promise<void> },
): Promise<LoadEnd> {
  const ended = new AbortController();
  const tooLong = busy.then(() => pause(clock, limitMs, ended.signal)).then((): LoadEnd => 'too-long');
  try {
    return await Promise.race([load(window), tooLong]);
  } finally {
    ended.abort();
  }
}

/** A load that a later one overtook, as a reload does, has not failed: that one goes on. */
async function load(window: ConsoleWindow): Promise<LoadEnd> {
  try {
    await window.load();
    return 'loaded';
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    return codeOf(failure) === 'ERR_ABORTED' ? 'loaded' : failure;
  }
}

function codeOf(failure: Error): string {
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : failure.message;
}
