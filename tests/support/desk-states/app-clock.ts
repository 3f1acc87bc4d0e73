import type { ElectronApplication } from 'playwright-core';

/**
 * Sets the console's own clock back, so that there is time to catch up with: what takes the console two minutes of
 * patience then fits into a few seconds. The page keeps the computer's clock.
 */
export async function holdClockBack(app: ElectronApplication, behindMs: number): Promise<void> {
  await app.evaluate((_electron, behind) => {
    const realNow = Date.now.bind(Date);
    Object.assign(globalThis, { realNow });
    Date.now = () => realNow() - behind;
  }, behindMs);
}

/** Lets the console's clock and timers run faster until they have caught up with the computer's. */
export async function hurryClock(app: ElectronApplication, speed: number): Promise<void> {
  await app.evaluate((_electron, factor) => {
    const realNow: unknown = Reflect.get(globalThis, 'realNow');
    if (typeof realNow !== 'function') throw new Error('the clock was not held back');
    const now = (): number => Number(Reflect.apply(realNow, Date, []));
    const startedAt = now();
    const from = Date.now();
    const shown = (): number => Math.min(now(), from + factor * (now() - startedAt));
    const realTimeout = globalThis.setTimeout;
    Date.now = shown;
    const hurried = (task: () => void, delayMs = 0): unknown =>
      realTimeout(task, shown() < now() ? delayMs / factor : delayMs);
    Object.defineProperty(globalThis, 'setTimeout', { value: hurried, configurable: true, writable: true });
  }, speed);
}

/** Tells the page that it runs on Windows; takes effect for what the page asks from now on. */
export async function pretendWindows(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ ipcMain }) => {
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    if (!(handlers instanceof Map)) throw new Error('Electron keeps its handlers elsewhere now');
    const answer: unknown = handlers.get('jiqun:invoke');
    if (typeof answer !== 'function') throw new Error('the console answers no calls');
    handlers.set('jiqun:invoke', async (event: unknown, name: unknown, body: unknown) => {
      const outcome: unknown = await Reflect.apply(answer, undefined, [event, name, body]);
      if (name !== 'console.info') return outcome;
      const told: unknown = JSON.parse(JSON.stringify(outcome));
      const value: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'value') : null;
      if (typeof value === 'object' && value !== null) Reflect.set(value, 'platform', 'win32 10.0.22631 x64');
      return told;
    });
  });
}
