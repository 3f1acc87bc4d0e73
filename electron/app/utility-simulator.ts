import { PassThrough, type Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import type { SimulatorProcess } from '../demo/simulator-process.ts';

const killedMeans = 'killed';

/**
 * Starts the built simulator as a utilityProcess of the app, so that no Node program is needed on the operator's
 * machine. It ends with the app, whatever happens to the app.
 */
export function spawnUtilitySimulator(simulatorFile: string, args: readonly string[]): SimulatorProcess {
  const child = utilityProcess.fork(simulatorFile, [...args, '--parent', 'electron'], {
    serviceName: 'Jiqun virtual phones',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let wasStarted = false;
  child.once('spawn', () => {
    wasStarted = true;
  });
  const exited = new Promise<{ reason: string; wasStarted: boolean }>((resolve) => {
    child.once('exit', (code) => resolve({ reason: code === null ? killedMeans : `exit code ${code}`, wasStarted }));
  });
  return {
    stdout: asReadable(child.stdout),
    stderr: asReadable(child.stderr),
    exited,
    end: () => child.postMessage('stop'),
    kill: () => child.kill(),
  };
}

/** Electron types the pipes as bare streams; reading them through a PassThrough gives the Readable they are used as. */
function asReadable(stream: NodeJS.ReadableStream | null): Readable {
  const readable = new PassThrough();
  if (stream === null) readable.end();
  else stream.pipe(readable);
  return readable;
}
