import { globalShortcut } from 'electron';
import { stopHotkey } from '../contract/jobs.ts';
import type { Disposable } from '../runtime/disposal.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Services } from '../services.ts';

/** 全部停止 from whatever window is in front. Where another program has the keys, those of the page still work. */
export function listenForStop(services: Pick<Services, 'dispatch'>, logger: Logger): Disposable {
  const isTaken = globalShortcut.register(stopHotkey, () => {
    stopAll(services, logger).catch((cause: unknown) => logger.error('stop-threw', {}, cause));
  });
  if (!isTaken) logger.warn('stop-hotkey-not-taken', { hotkey: stopHotkey });
  return { dispose: () => globalShortcut.unregister(stopHotkey) };
}

async function stopAll(services: Pick<Services, 'dispatch'>, logger: Logger): Promise<void> {
  const stopped = await services.dispatch('jobs.stopAll', {});
  if (!stopped.ok) logger.error('stop-not-stored', { code: stopped.error.code });
}
