import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consoleArguments, environment, openDisplay, readElectronRuntime } from '../support/electron-app.ts';
import { freePort } from '../support/free-port.ts';
import { countPaintedRows } from '../support/painted-rows.ts';

describe('the picture that READY names', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jiqun-ready-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts the console with `--once`; resolves with its READY line and the rows painted in the picture. */
  async function startOnce(
    phones: number,
    meddle: (dataFolder: string) => () => void = () => () => undefined,
  ): Promise<{ readonly line: string; readonly rows: number }> {
    const picture = join(folder, 'ready.png');
    const { executable, isFallback } = readElectronRuntime();
    const flags = ['--once', '--no-adb-start', `--screenshot=${picture}`];
    const args = consoleArguments(
      { dataFolder: join(folder, 'data'), adbPort: await freePort(), phones, flags },
      isFallback,
    );
    const display = await openDisplay();
    const meddling = meddle(join(folder, 'data'));
    try {
      const child = spawn(executable, args, {
        env: { ...environment(), ...display.env },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
      const line = output.split('\n').find((each) => each.startsWith('READY')) ?? output;
      return { line, rows: await countPaintedRows(readFileSync(picture)) };
    } finally {
      meddling();
      display.close();
    }
  }

  it('shows every phone of the desk painted', async () => {
    const { line, rows } = await startOnce(6);
    expect(line).toMatch(/^READY phones=6 ready=6 /u);
    expect(rows).toBe(6);
  });

  it('shows no row where there is no phone', async () => {
    const { line, rows } = await startOnce(0);
    expect(line).toMatch(/^READY phones=0 ready=0 /u);
    expect(rows).toBe(0);
  });

  it('shows the phones all the same when the first page process stands still', async () => {
    const { line, rows } = await startOnce(6, freezeFirstPage);
    expect(line).toMatch(/^READY phones=6 ready=6 /u);
    expect(rows).toBe(6);
    expect(readFileSync(join(folder, 'data', 'logs', 'main.log'), 'utf8')).toContain('"code":"too-long"');
  });
});

/** Stops the first page process of the console on that folder as soon as it is there: it comes to nothing any more. */
function freezeFirstPage(dataFolder: string): () => void {
  const watch = setInterval(() => {
    const processId = readdirSync('/proc').find((name) => isPageOf(dataFolder, name));
    if (processId === undefined) return;
    process.kill(Number(processId), 'SIGSTOP');
    clearInterval(watch);
  }, 5);
  return () => clearInterval(watch);
}

function isPageOf(dataFolder: string, processId: string): boolean {
  if (!/^\d+$/u.test(processId)) return false;
  try {
    const commandLine = readFileSync(`/proc/${processId}/cmdline`, 'utf8');
    return commandLine.includes('--type=renderer') && commandLine.includes(dataFolder);
  } catch {
    return false; // It ended between the listing and the look.
  }
}
