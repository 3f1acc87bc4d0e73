import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleArguments, environment, openDisplay, readElectronRuntime } from '../../support/electron-app.ts';
import { freePort } from '../../support/free-port.ts';
import { atMost, told, type BenchFigure, type BenchRow } from '../bench-row.ts';
import { DebugPage } from '../measure/debug-page.ts';
import { whenOpened, whenPainted, whenRows } from '../measure/page-script.ts';
import { PhoneDesk } from '../measure/phone-desk.ts';
import { median, spread } from '../measure/samples.ts';

const phoneCount = 6;
const barMs = 2_000;
const startLimitMs = 30_000;

/** All from the moment at which the process is started, ms. */
interface Start {
  readonly paintedMs: number;
  readonly usableMs: number;
  readonly readyMs: number;
}

/** The built app on a data folder that knows 6 phones, with an adb server that has them connected. */
export const coldStart: BenchRow = {
  name: 'cold-start',
  title: 'start of the app -> device list that can be used, all phones ready',
  needsApp: true,
  async run({ isQuick, say, signal }) {
    const dataFolder = mkdtempSync(join(tmpdir(), 'jiqun-bench-'));
    const desk = await PhoneDesk.start(phoneCount);
    const display = await openDisplay();
    try {
      const launch = { dataFolder, adbPort: desk.adbPort, env: display.env };
      say('first start, which meets the phones');
      await startOnce(launch);
      const starts: Start[] = [];
      for (let turn = 0; turn < (isQuick ? 5 : 15); turn++) {
        signal.throwIfAborted();
        starts.push(await startOnce(launch));
        say(`start ${turn + 1}: ${JSON.stringify(starts.at(-1))}`);
      }
      return judge(starts);
    } finally {
      display.close();
      await desk.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
};

interface Launch {
  readonly dataFolder: string;
  readonly adbPort: number;
  readonly env: Readonly<Record<string, string>>;
}

async function startOnce({ dataFolder, adbPort, env }: Launch): Promise<Start> {
  const { executable, isFallback } = readElectronRuntime();
  const debugPort = await freePort();
  const flags = ['--no-adb-start', `--remote-debugging-port=${debugPort}`];
  const args = consoleArguments({ dataFolder, adbPort, phones: 0, flags }, isFallback);
  const startedAt = Date.now();
  const child = spawn(executable, args, { env: { ...environment(), ...env }, stdio: 'ignore' });
  try {
    const page = await DebugPage.connect(debugPort, startLimitMs);
    const painted = page.run(whenPainted);
    const listed = page.run(whenRows(`states.length === ${phoneCount}`));
    const ready = page.run(whenRows(`states.filter((state) => state === 'ready').length === ${phoneCount}`));
    const usable = listed.then(() => page.run(whenOpened));
    const [paintedAt, usableAt, readyAt] = await Promise.all([painted, usable, ready]);
    page.close();
    return { paintedMs: paintedAt - startedAt, usableMs: usableAt - startedAt, readyMs: readyAt - startedAt };
  } finally {
    await end(child);
  }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const insist = setTimeout(() => child.kill('SIGKILL'), startLimitMs);
    child.once('exit', () => {
      clearTimeout(insist);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/**
 * Judged is the list that can be used and, since a list of phones that are still being met is of no use to an operator,
 * the moment at which all of them are ready. Of each the middle start: the worst of many tells more of the machine's
 * other work than of the console.
 */
function judge(starts: readonly Start[]): BenchFigure[] {
  const usable = starts.map(({ usableMs }) => usableMs);
  const painted = starts.map(({ paintedMs }) => paintedMs);
  const ready = starts.map(({ readyMs }) => readyMs);
  return [
    told({ name: 'window painted, median', value: median(painted), unit: 'ms', note: spread(painted) }),
    atMost(barMs, { name: 'list usable, median', value: median(usable), unit: 'ms', note: spread(usable) }),
    told({ name: 'list usable, worst', value: Math.max(...usable), unit: 'ms' }),
    atMost(barMs, {
      name: `all ${phoneCount} phones ready, median`,
      value: median(ready),
      unit: 'ms',
      note: spread(ready),
    }),
    told({ name: `all ${phoneCount} phones ready, worst`, value: Math.max(...ready), unit: 'ms' }),
  ];
}
