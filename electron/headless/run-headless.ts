import type { Readable, Writable } from 'node:stream';
import type { Outcome } from '../contract/outcome.ts';
import type { Clock } from '../runtime/clock.ts';
import { DisposalStack } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Services } from '../services.ts';
import { rescueDataFolder } from '../store/rescue.ts';
import { LineSession } from './line-session.ts';

export interface HeadlessRun {
  readonly input: Readable;
  readonly output: Writable;
  readonly startServices: (signal: AbortSignal) => Promise<Outcome<Services>>;
  readonly logger: Logger;
  /** Aborts when the process was asked to end (SIGTERM, SIGINT). */
  readonly signal: AbortSignal;
}

/**
 * The console without a window: says `{"event":"ready"}`, serves lines until the input ends or `signal` aborts, and
 * stops everything. Answers the exit code; when the console could not start that is 1, after one line
 * `{"event":"failed","error":…}`.
 */
export async function runHeadless({ input, output, startServices, logger, signal }: HeadlessRun): Promise<number> {
  const started = await startServices(signal);
  if (!started.ok) {
    logger.error('services-not-started', { code: started.error.code, reason: started.error.message });
    output.write(`${JSON.stringify({ event: 'failed', error: started.error })}\n`);
    return signal.aborted ? 0 : 1;
  }
  const life = new DisposalStack();
  life.use(started.value);
  output.write(`${JSON.stringify({ event: 'ready' })}\n`);
  const session = life.use(new LineSession({ input, output, services: started.value, logger }));
  await Promise.race([session.ended, aborted(signal)]);
  try {
    await life.dispose();
    return 0;
  } catch (failure) {
    logger.error('end-not-clean', {}, failure);
    return 1;
  }
}

/** `--restore-backup`: see `rescueDataFolder`. One line tells the result; the exit code is 0 when it worked. */
export function runRestore(options: { dataFolder: string; output: Writable; clock: Clock; logger: Logger }): number {
  const { dataFolder, output, clock, logger } = options;
  const restored = rescueDataFolder({ folder: dataFolder, owner: 'headless', isDamageKnown: false, clock, logger });
  output.write(`${JSON.stringify(restored)}\n`);
  return restored.ok ? 0 : 1;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
