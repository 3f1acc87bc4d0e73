import { spawn } from 'node:child_process';
import type { SimulatorProcess } from '../demo/simulator-process.ts';

/** Starts the simulator as a child of this Node process. It ends with its standard input, so it never outlives us. */
export function spawnSimulator(simulatorFile: string, args: readonly string[]): SimulatorProcess {
  const child = spawn(process.execPath, [simulatorFile, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  // Writing to a simulator that is already gone is no news: `exited` tells it.
  child.stdin.on('error', () => undefined);
  const exited = new Promise<{ reason: string; wasStarted: boolean }>((resolve) => {
    child.once('error', (failure) => resolve({ reason: failure.message, wasStarted: child.pid !== undefined }));
    child.once('exit', (code, signal) => resolve({ reason: signal ?? `exit code ${code ?? 0}`, wasStarted: true }));
  });
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    end: () => {
      child.stdin.end();
      child.kill('SIGTERM');
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
