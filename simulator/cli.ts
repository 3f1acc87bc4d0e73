import { runSimulatorProcess } from './desk/run-simulator-process.ts';

/** What a utilityProcess of Electron adds to `process`; typed here, as the simulator knows nothing of Electron. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
}

const args = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
if (args.includes('--json')) watchParent();

const exitCode = await runSimulatorProcess(args, {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  stopSignal: stop.signal,
});
// Standard input may still be open, and nothing else is left to wait for.
process.exit(exitCode);

/** The simulator ends with whoever started it: by message inside Electron, with standard input elsewhere. */
function watchParent(): void {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (isParentPort(port)) {
    port.on('message', ({ data }) => {
      if (data === 'stop') stop.abort();
    });
    return;
  }
  process.stdin.on('end', () => stop.abort());
  process.stdin.on('error', () => stop.abort());
  process.stdin.resume();
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'on' in port && typeof port.on === 'function';
}
