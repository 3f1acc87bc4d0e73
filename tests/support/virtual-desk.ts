import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { VirtualDesk, type VirtualDeskOptions } from '../../simulator/virtual-desk.ts';
import { findAdbProgram } from './adb-program.ts';

export type DeskWishes = Partial<Omit<VirtualDeskOptions, 'adbPath' | 'stateFolder'>>;

/** A desk of its own and the function that stops it and removes its folder; for `beforeAll` and `afterAll`. */
export async function openVirtualDesk(
  wishes: DeskWishes = {},
): Promise<{ readonly desk: VirtualDesk; readonly close: () => Promise<void> }> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'jiqun-desk-'));
  const problems: unknown[] = [];
  const desk = await VirtualDesk.start({
    count: 1,
    seed: 1,
    report: (problem) => problems.push(problem),
    ...wishes,
    adbPath: findAdbProgram(),
    stateFolder,
  });
  const close = async (): Promise<void> => {
    await desk.stop();
    rmSync(stateFolder, { recursive: true, force: true });
    if (problems.length > 0) throw new AggregateError(problems, 'a virtual phone has a bug');
  };
  return { desk, close };
}

/** A desk that is stopped after the running test; the test fails when a virtual phone reported a bug. */
export async function startVirtualDesk(wishes: DeskWishes = {}): Promise<VirtualDesk> {
  const { desk, close } = await openVirtualDesk(wishes);
  onTestFinished(close);
  return desk;
}
