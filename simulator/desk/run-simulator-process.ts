import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualDesk, type VirtualDeskOptions } from '../virtual-desk.ts';
import { readCommandLine, usage, type CommandLine } from './command-line.ts';
import { ControlApi } from './control-api.ts';
import { FileClock } from './file-clock.ts';
import { createSystemClock } from './system-clock.ts';

/** The outside world of the simulator process. */
export interface ProcessIo {
  /** A line for whoever started it. */
  print(line: string): void;
  /** A line about something that went wrong. */
  complain(line: string): void;
  /** Aborts when the process is to end: a signal, the parent gone, or its word. */
  readonly stopSignal: AbortSignal;
}

/**
 * Runs a virtual desk as a process of its own: prints where it is, serves its control port, and ends with everything
 * that it started when told to. Resolves with the exit code.
 */
export async function runSimulatorProcess(args: readonly string[], io: ProcessIo): Promise<number> {
  const commandLine = readCommandLine(args);
  if ('problem' in commandLine) {
    io.complain(commandLine.problem);
    io.print(usage);
    return 2;
  }
  if (commandLine.wantsHelp) {
    io.print(usage);
    return 0;
  }
  const temporary = commandLine.stateFolder === null ? await mkdtemp(join(tmpdir(), 'jiqun-phones-')) : null;
  try {
    return await runDesk(commandLine, commandLine.stateFolder ?? temporary ?? tmpdir(), io);
  } finally {
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  }
}

async function runDesk(commandLine: CommandLine, stateFolder: string, io: ProcessIo): Promise<number> {
  const { count, seed, scenario, adbPath, clockFile } = commandLine;
  const report = (problem: unknown): void => io.complain(describe(problem));
  const order = { count, seed, scenario, adbPath, stateFolder, report };
  const desk = await startDesk(order, clockFile).catch((failure: unknown) => {
    io.complain(`虚拟手机无法启动 / the virtual phones could not be started: ${describe(failure)}`);
    return null;
  });
  if (desk === null) return 1;
  const token = randomBytes(24).toString('base64url');
  const asked = new AbortController();
  const api = new ControlApi({ desk, token, onStop: () => asked.abort() });
  try {
    const controlPort = await api.listen();
    announce({ desk, controlPort, token, isJson: commandLine.isJson }, io);
    await untilAborted(AbortSignal.any([io.stopSignal, asked.signal]));
    return 0;
  } finally {
    await api.close();
    await desk.stop();
  }
}

/** The phones show the time of the file; what takes time on the wire takes the computer's. */
async function startDesk(order: VirtualDeskOptions, clockFile: string | null): Promise<VirtualDesk> {
  if (clockFile === null) return VirtualDesk.start(order);
  return VirtualDesk.start({ ...order, clock: FileClock.open(clockFile), machineClock: createSystemClock() });
}

interface Whereabouts {
  readonly desk: VirtualDesk;
  readonly controlPort: number;
  readonly token: string;
  readonly isJson: boolean;
}

function announce({ desk, controlPort, token, isJson }: Whereabouts, io: ProcessIo): void {
  const phones = desk.phones.map(({ index, address, serial, model }) => ({ index, address, serial, model }));
  if (isJson) {
    io.print(JSON.stringify({ event: 'ready', adbPort: desk.adbPort, controlPort, token, phones }));
    return;
  }
  io.print(
    `${phones.length} 台虚拟手机已就绪 / ${phones.length} virtual phones ready, scenario ${desk.scenario ?? '-'}`,
  );
  for (const phone of phones)
    io.print(`  ${String(phone.index).padStart(3)}  ${phone.address}  ${phone.serial}  ${phone.model}`);
  io.print(`adb -P ${desk.adbPort} devices`);
  io.print(`curl -H 'Authorization: Bearer ${token}' http://127.0.0.1:${controlPort}/state`);
  io.print('按 Ctrl-C 结束 / Ctrl-C ends it');
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function describe(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  return problem.cause === undefined ? problem.message : `${problem.message} (${describe(problem.cause)})`;
}
