import { join, resolve } from 'node:path';
import type { App } from 'electron';

/** Everything the console keeps, in one folder of the operator's machine. */
export interface Folders {
  readonly data: string;
  readonly logs: string;
  readonly windowState: string;
  readonly screenshots: string;
}

/**
 * Chooses the data folder and points Chromium's own files into it, before the app is ready; the single-instance
 * lock follows the folder, so two consoles on two folders may run side by side.
 */
export function placeFolders(app: App, chosen: string | null): Folders {
  const data = chosen === null ? join(app.getPath('appData'), 'Jiqun') : resolve(chosen);
  app.setPath('userData', join(data, 'chromium'));
  app.setPath('sessionData', join(data, 'chromium'));
  return {
    data,
    logs: join(data, 'logs'),
    windowState: join(data, 'window.json'),
    screenshots: join(data, 'screenshots'),
  };
}
