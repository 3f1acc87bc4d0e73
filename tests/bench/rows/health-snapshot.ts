import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { buildPoll } from '../../../electron/devices/health/compound-poll.ts';
import { findAdbProgram } from '../../support/adb-program.ts';
import { atLeast, told, type BenchFigure, type BenchRow } from '../bench-row.ts';
import { ChildProgram } from '../measure/child-program.ts';
import { PhoneDesk } from '../measure/phone-desk.ts';
import { readEndedChildrenCpuMs } from '../measure/process-usage.ts';
import { median, spread } from '../measure/samples.ts';

const phoneCount = 50;
/** Enough to keep both cores of a small machine busy; more only adds switching. */
const parallelPrograms = 8;
/** A console that has run for a few minutes has polled this often; the `adb` programs are in the disk cache by then too. */
const warmRounds = 4;
const roundLimitMs = 120_000;
const phonesFile = fileURLToPath(new URL('../phones/bench-phones.ts', import.meta.url));
const pollsFile = fileURLToPath(new URL('../phones/poll-rounds.ts', import.meta.url));

const roundSchema = z.object({
  event: z.literal('round'),
  wallMs: z.number(),
  cpuMs: z.number(),
  phones: z.number(),
  fewestKnown: z.number(),
});

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Health of 50 phones by the console's polls, against `adb` programs that fetch the same text and do not even read it. */
export const healthSnapshot: BenchRow = {
  name: 'health-snapshot',
  title: 'health of 50 phones that answer at once',
  needsApp: false,
  async run({ isQuick, say, signal }) {
    const desk = await PhoneDesk.startProgram(phonesFile, ['--count', `${phoneCount}`]);
    const polls = new ChildProgram(pollsFile, ['--adb-port', `${desk.adbPort}`]);
    try {
      const serials = desk.phones.map(({ address }) => address);
      const { command, sections } = buildPoll({ sdk: null, isFull: true });
      const perFact = serials.flatMap((serial) => sections.map((section) => shellArguments(serial, section.command)));
      const perPhone = serials.map((serial) => shellArguments(serial, command));
      say('every answer is recorded once');
      await runPrograms(desk.adbPort, perFact);
      for (let warm = 0; warm < warmRounds; warm++) await pollOnce(polls);
      const taken: Record<'console' | 'perFact' | 'perPhone', Cost[]> = { console: [], perFact: [], perPhone: [] };
      for (let round = 0; round < (isQuick ? 3 : 9); round++) {
        signal.throwIfAborted();
        taken.console.push(await pollOnce(polls));
        taken.perPhone.push(await runPrograms(desk.adbPort, perPhone));
        taken.perFact.push(await runPrograms(desk.adbPort, perFact));
        say(`round ${round + 1} done`);
      }
      return compare(taken);
    } finally {
      await polls.stop();
      await desk.stop();
    }
  },
};

function shellArguments(serial: string, command: string): readonly string[] {
  return ['-s', serial, 'shell', command];
}

async function pollOnce(polls: ChildProgram): Promise<Cost> {
  const answered = polls.waitFor((line) => roundSchema.safeParse(line).data ?? null, roundLimitMs);
  polls.send({});
  const { wallMs, cpuMs, phones, fewestKnown } = await answered;
  if (phones !== phoneCount || fewestKnown < 10) throw new Error(`${phones} phones, ${fewestKnown} checks known`);
  return { wallMs, cpuMs };
}

/** Runs one `adb` program after another, some at a time, and throws their output away. */
async function runPrograms(port: number, calls: readonly (readonly string[])[]): Promise<Cost> {
  const adb = findAdbProgram();
  const waiting = [...calls];
  const startedAt = performance.now();
  const cpuBefore = readEndedChildrenCpuMs();
  const work = async (): Promise<void> => {
    for (let call = waiting.shift(); call !== undefined; call = waiting.shift()) {
      await runProgram(adb, ['-P', `${port}`, ...call]);
    }
  };
  await Promise.all(Array.from({ length: parallelPrograms }, work));
  return { wallMs: performance.now() - startedAt, cpuMs: readEndedChildrenCpuMs() - cpuBefore };
}

/** The exit code is the command's own; a fact that a phone does not have is an answer too. */
function runProgram(adb: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(adb, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.resume();
    child.once('error', reject);
    child.once('close', () => resolve());
  });
}

function compare(taken: Record<'console' | 'perFact' | 'perPhone', readonly Cost[]>): BenchFigure[] {
  const own = middle(taken.console);
  const perFact = middle(taken.perFact);
  const perPhone = middle(taken.perPhone);
  const facts = 'one adb process per fact';
  const phones = 'one adb shell per phone';
  return [
    told({ name: 'one round, wall', value: own.wallMs, unit: 'ms', note: spread(taken.console.map((c) => c.wallMs)) }),
    told({ name: 'one round, CPU', value: own.cpuMs, unit: 'ms', note: spread(taken.console.map((c) => c.cpuMs)) }),
    ratio(20, `less wall than ${facts}`, perFact.wallMs, own.wallMs),
    ratio(20, `less CPU than ${facts}`, perFact.cpuMs, own.cpuMs),
    ratio(3, `less CPU than ${phones}`, perPhone.cpuMs, own.cpuMs),
  ];
}

function middle(costs: readonly Cost[]): Cost {
  return { wallMs: median(costs.map(({ wallMs }) => wallMs)), cpuMs: median(costs.map(({ cpuMs }) => cpuMs)) };
}

function ratio(limit: number, name: string, peerMs: number, ownMs: number): BenchFigure {
  return atLeast(limit, { name, value: peerMs / ownMs, unit: 'x', peer: `${Math.round(peerMs)} ms` });
}
