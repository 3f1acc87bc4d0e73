import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoLauncher, LaunchedDesk } from '../../electron/demo/demo-launcher.ts';
import { ControlledDesk } from './controlled-desk.ts';
import { RecordingLogger } from './recording-logger.ts';
import { createTestLauncher, openTestConsole, type TestConsole } from './services.ts';

export interface DemoConsole {
  readonly console: TestConsole;
  readonly desk: ControlledDesk;
  /** Stops the console and with it the desk; the folder is removed. */
  close(): Promise<void>;
}

/** A whole console in this process on a virtual desk in another one, with a hand on both. */
export async function openDemoConsole(options: {
  readonly phones: number;
  readonly isRecoveryEnabled?: boolean;
  /** Of the virtual desk: same seed, same phones and, in a scenario, the same faults. */
  readonly seed?: number;
}): Promise<DemoConsole> {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-demo-'));
  const { seed, ...wishes } = options;
  let launched: LaunchedDesk | null = null;
  const inner = createTestLauncher(new RecordingLogger());
  const demoLauncher: DemoLauncher = {
    async launch(order, signal) {
      const outcome = await inner.launch(seed === undefined ? order : { ...order, seed }, signal);
      if (outcome.ok) launched = outcome.value;
      return outcome;
    },
  };
  const opened = await openTestConsole({ ...wishes, dataFolder: join(folder, 'data'), demoLauncher });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  const console = opened.value;
  await console.waitFor(({ demo }) => demo.state === 'running' || demo.state === 'failed', 60_000);
  const desk: LaunchedDesk | null = launched;
  if (desk === null) throw new Error('the virtual desk did not start');
  return {
    console,
    desk: new ControlledDesk(desk),
    close: async () => {
      await console.services.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
