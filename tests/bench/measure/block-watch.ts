import type { ElectronApplication } from 'playwright-core';
import { z } from 'zod';

const beatSchema = z.object({
  /** Monotonic microseconds: the beat before, and this one. */
  fromUs: z.number(),
  toUs: z.number(),
  /** How much later than planned it came. */
  lateMs: z.number(),
  /** Between the two, how long the thread was on a core. */
  runMs: z.number(),
  /** Between the two, how long it stood in the queue for a core because others had them all. */
  queuedMs: z.number(),
});
/** A beat that the main loop of a process gave late. */
export type LateBeat = z.infer<typeof beatSchema>;

const nodeSchema = z.object({
  id: z.number(),
  callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
  children: z.array(z.number()).optional(),
});

/** A CPU profile as V8 writes it (Chrome DevTools Protocol, `Profiler.Profile`). */
export const profileSchema = z.object({
  startTime: z.number(),
  nodes: z.array(nodeSchema),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});
export type Profile = z.infer<typeof profileSchema>;

const watchedSchema = z.object({
  lateBeats: z.array(beatSchema),
  profile: profileSchema,
});
export type Watched = z.infer<typeof watchedSchema>;

/**
 * Begins to watch the main loop of the app's main process from inside: a timer that notes when it is late, and the
 * profiler, whose samples tell what ran meanwhile.
 */
export async function beginWatch(app: ElectronApplication): Promise<void> {
  await app.evaluate(beginInMain);
}

/** How long `blockOnPurpose` blocks. */
export const purposeMs = 80;

/** Blocks the main loop for a moment, to see that the watch sees it; answers when it began, monotonic microseconds. */
export async function blockOnPurpose(app: ElectronApplication): Promise<number> {
  return z.number().parse(await app.evaluate(blockMain, purposeMs));
}

/** Ends what `beginWatch` began. */
export async function endWatch(app: ElectronApplication): Promise<Watched> {
  return watchedSchema.parse(JSON.parse(await app.evaluate(endInMain)));
}

/** Runs inside the main process: nothing but its own text travels there. */
function beginInMain(): void {
  const beatMs = 5;
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const { Session } = process.getBuiltinModule('node:inspector');
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 1_000 });
  session.post('Profiler.start');
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- nothing outside is there
  const readUs = (): number => Number(process.hrtime.bigint() / 1_000n);
  const readThread = (): { runNs: number; queuedNs: number } => {
    const [runNs, queuedNs] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number);
    return { runNs: runNs ?? 0, queuedNs: queuedNs ?? 0 };
  };
  const lateBeats: object[] = [];
  let fromUs = readUs();
  let before = readThread();
  const beat = (): void => {
    const toUs = readUs();
    const now = readThread();
    const lateMs = (toUs - fromUs) / 1_000 - beatMs;
    const runMs = (now.runNs - before.runNs) / 1e6;
    if (lateMs > 1) lateBeats.push({ fromUs, toUs, lateMs, runMs, queuedMs: (now.queuedNs - before.queuedNs) / 1e6 });
    // Whatever the debugger is asked to run may run in the middle of this beat: it counts to the next one.
    fromUs = toUs;
    before = now;
  };
  const timer = setInterval(beat, beatMs);
  const end = (): Promise<string> =>
    new Promise((resolve, reject) => {
      // A loop that was blocked and then slept has not beaten since.
      beat();
      clearInterval(timer);
      session.post('Profiler.stop', (failure, stopped) => {
        session.disconnect();
        if (failure !== null) reject(failure);
        else resolve(JSON.stringify({ lateBeats, profile: stopped.profile }));
      });
    });
  Reflect.set(globalThis, 'jiqunBenchWatch', end);
}

/** Runs inside the main process. */
function blockMain(_electron: unknown, lengthMs: number): number {
  const fromUs = Number(process.hrtime.bigint() / 1_000n);
  const endsAt = performance.now() + lengthMs;
  const keepBusy = (): void => {
    while (performance.now() < endsAt) continue;
  };
  keepBusy();
  return fromUs;
}

/** Runs inside the main process. */
async function endInMain(): Promise<string> {
  const end: unknown = Reflect.get(globalThis, 'jiqunBenchWatch');
  if (typeof end !== 'function') throw new Error('the watch was not begun');
  const text: unknown = await Reflect.apply(end, null, []);
  return String(text);
}
