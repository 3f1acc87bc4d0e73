import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, asyncProperty, constant, integer, oneof, record, type Arbitrary } from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { largestFactor, readClockFile, writeClockFile, type ClockFault } from '../../../electron/runtime/clock-file.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { FileClock } from '../../../electron/runtime/file-clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { caseCount } from '../../support/random-cases.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const virtualAt = 1_767_225_600_000;
const dayMs = 86_400_000;

function fileWith(content: unknown): string {
  const file = join(makeTempFolder(), 'clock.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function open(file: string, machineClock: ManualClock): FileClock {
  const opened = FileClock.open({ file, machineClock, logger: silentLogger });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function start(factor = 60, machineClock = new ManualClock()) {
  const file = fileWith({ startedAt: null, virtualAt, factor });
  return { file, machineClock, clock: open(file, machineClock) };
}

describe('a clock out of a file', () => {
  it('begins at the next start, at the time that the file names', () => {
    expect(start().clock.now()).toBe(virtualAt);
  });

  it('goes on as if it had run, where the file says when it was started', () => {
    const machineClock = new ManualClock();
    const file = fileWith({ startedAt: machineClock.now() - 1_000, virtualAt, factor: 60 });
    expect(open(file, machineClock).now()).toBe(virtualAt + 60_000);
  });

  it('does not begin before the time that the file names, where it was started in a time to come', () => {
    const machineClock = new ManualClock();
    const file = fileWith({ startedAt: machineClock.now() + 1_000, virtualAt, factor: 60 });
    expect(open(file, machineClock).now()).toBe(virtualAt);
  });

  it('runs by its factor, whatever somebody sets the PC to', async () => {
    const { clock, machineClock } = start(60);
    machineClock.jump(-2 * dayMs);
    await machineClock.advance(90_000);
    machineClock.jump(5 * dayMs);
    expect([clock.now(), clock.monotonic()]).toEqual([virtualAt + 90 * 60_000, 90 * 60_000]);
  });

  it('runs slower, too, and shows whole milliseconds', async () => {
    const { clock, machineClock } = start(0.3);
    await machineClock.advance(5);
    expect([clock.now(), clock.monotonic()]).toEqual([virtualAt + 1, 1.5]);
  });

  it('goes on through a restart exactly, with the time that the console was off', async () => {
    const { clock, machineClock, file } = start(7);
    await machineClock.advance(12_345);
    clock.dispose();
    await machineClock.advance(1_000);
    expect(open(file, machineClock).now()).toBe(virtualAt + 13_345 * 7);
  });

  it('does not go back where the PC was set back while it was off', async () => {
    const { clock, machineClock, file } = start(7);
    await machineClock.advance(12_345);
    clock.dispose();
    machineClock.jump(-2 * dayMs);
    const next = open(file, machineClock);
    expect(next.now()).toBe(virtualAt + 12_345 * 7);
    await machineClock.advance(10);
    expect(next.now()).toBe(virtualAt + 12_355 * 7);
  });

  it('goes on at most a second too far after a kill', async () => {
    const { clock, machineClock, file } = start(7);
    await machineClock.advance(12_345);
    const shown = clock.now();
    const resumed = open(file, machineClock).now();
    expect(resumed).toBeGreaterThanOrEqual(shown);
    expect(resumed - shown).toBeLessThanOrEqual(7_000);
  });

  it('is written once a second at most', async () => {
    const { clock, machineClock, file } = start(1_000);
    const seen = new Set<string>();
    for (let ms = 0; ms < 5_000; ms += 10) {
      await machineClock.advance(10);
      clock.now();
      seen.add(readFileSync(file, 'utf8'));
    }
    expect(seen.size).toBeLessThanOrEqual(6);
    expect(seen.size).toBeGreaterThan(3);
  });

  it('stands still where its file cannot be written, says so once, and goes on when it can', async () => {
    const error = vi.fn<() => void>();
    const machineClock = new ManualClock();
    const file = fileWith({ startedAt: null, virtualAt, factor: 10 });
    const opened = FileClock.open({ file, machineClock, logger: { ...silentLogger, error } });
    if (!opened.ok) throw new Error(opened.error.message);
    mkdirSync(`${file}.new`);
    await machineClock.advance(5_000);
    expect(opened.value.now()).toBe(virtualAt + 10_000);
    await machineClock.advance(5_000);
    expect(opened.value.now()).toBe(virtualAt + 10_000);
    expect(error).toHaveBeenCalledOnce();
    rmSync(`${file}.new`, { recursive: true });
    await machineClock.advance(2_000);
    expect(opened.value.now()).toBe(virtualAt + 120_000);
  });

  it('stays what it is once it was disposed', async () => {
    const { clock, machineClock } = start();
    await machineClock.advance(100);
    clock.dispose();
    clock.dispose();
    const shown = clock.now();
    await machineClock.advance(10_000);
    expect(clock.now()).toBe(shown);
    clock.after(1, () => expect.unreachable());
    expect(machineClock.pendingCount).toBe(0);
    await machineClock.advance(10_000);
  });
});

describe('what is planned by it', () => {
  it('falls due by its own time', async () => {
    const { clock, machineClock } = start(60);
    const seen: number[] = [];
    clock.after(60_000, () => seen.push(clock.now()));
    await machineClock.advance(999);
    expect(seen).toEqual([]);
    await machineClock.advance(1);
    expect(seen).toEqual([virtualAt + 60_000]);
  });

  it('falls due at the same time of the desk when the factor changes', async () => {
    const { clock, machineClock } = start(1);
    const seen: number[] = [];
    clock.after(10_000, () => seen.push(machineClock.monotonic()));
    const from = machineClock.monotonic();
    await machineClock.advance(4_000);
    clock.setFactor(6);
    await machineClock.advance(5_000);
    expect(seen).toEqual([from + 5_000]);
  });

  it('may lie further ahead than a timer of the machine takes', async () => {
    const { clock, machineClock } = start(0.5);
    let runs = 0;
    clock.after(40 * dayMs, () => runs++);
    await machineClock.advance(80 * dayMs - 1);
    expect(runs).toBe(0);
    await machineClock.advance(1);
    expect(runs).toBe(1);
  });

  it('can be called off any number of times', async () => {
    const { clock, machineClock } = start();
    const cancel = clock.after(1_000, () => expect.unreachable());
    cancel();
    cancel();
    expect(machineClock.pendingCount).toBe(0);
    await machineClock.advance(1_000);
  });

  it('never runs early on the machine’s own timers', async () => {
    const file = fileWith({ startedAt: null, virtualAt, factor: 3 });
    const opened = FileClock.open({ file, machineClock: createSystemClock(), logger: silentLogger });
    if (!opened.ok) throw new Error(opened.error.message);
    onTestFinished(() => opened.value.dispose());
    const clock = opened.value;
    const early = Array.from({ length: 40 }, (_, index) => {
      const dueAt = clock.now() + index;
      return new Promise<boolean>((resolve) => clock.after(index, () => resolve(clock.now() < dueAt)));
    });
    expect(await Promise.all(early)).not.toContain(true);
  });
});

function refused(file: string): ClockFault {
  const opened = FileClock.open({ file, machineClock: new ManualClock(), logger: silentLogger });
  if (opened.ok) throw new Error('it was opened');
  return opened.error;
}

describe('a file that is wrong', () => {
  it.each([
    ['', 'JSON'],
    ['{"virtualAt": 1', 'JSON'],
    [{ virtualAt, factor: 1 }, 'startedAt'],
    [{ startedAt: 0, virtualAt: '2026-01-01', factor: 1 }, 'virtualAt'],
    [{ startedAt: 0, virtualAt, factor: 0 }, 'factor'],
    [{ startedAt: 0, virtualAt, factor: largestFactor + 1 }, 'factor'],
    [{ startedAt: 0, virtualAt: 9e15, factor: 1 }, 'virtualAt'],
    [{ startedAt: 0, virtualAt, factor: 1, speed: 2 }, 'speed'],
  ])('%j is refused with file, cause and cure', (content, cause) => {
    const file = fileWith(content);
    const { code, detail } = refused(file);
    expect([code, detail['file']]).toEqual(['clock-file-invalid', file]);
    expect(detail['cause']).toContain(cause);
    expect(detail['cure']).toContain('"factor": 60');
  });

  it('one that is missing is refused', () => {
    const file = join(makeTempFolder(), 'none.json');
    const { code, detail } = refused(file);
    expect([code, detail['file'], detail['cause']]).toEqual(['clock-file-unreadable', file, 'ENOENT']);
    expect(detail['cure']).toContain('"factor": 60');
  });

  it('one that cannot be written is refused, and stays as it was', () => {
    const file = fileWith({ startedAt: null, virtualAt, factor: 1 });
    mkdirSync(`${file}.new`);
    expect(refused(file)).toMatchObject({ code: 'clock-file-unwritable', detail: { file } });
    expect(readClockFile(file)).toEqual({ ok: true, value: { startedAt: null, virtualAt, factor: 1 } });
  });

  it('a factor that is none is refused, and the old one stays', () => {
    const { clock } = start(60);
    expect(clock.setFactor(0)).toMatchObject({ error: { code: 'clock-file-invalid' } });
    expect(clock.setFactor(Number.NaN)).toMatchObject({ ok: false });
    expect(clock.factor).toBe(60);
  });

  it('its example is one that works', () => {
    const told = String(refused(join(makeTempFolder(), 'none')).detail['cure']);
    const cure = /\{.*\}/u.exec(told)?.[0] ?? '';
    expect(readClockFile(fileWith(cure)).ok).toBe(true);
  });
});

type Step =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'set'; readonly ms: number }
  | { readonly kind: 'factor'; readonly factor: number }
  | { readonly kind: 'restart'; readonly offMs: number }
  | { readonly kind: 'kill'; readonly offMs: number };

const steps: Arbitrary<Step[]> = array(
  oneof(
    record({ kind: constant('pass' as const), ms: integer({ min: 0, max: 5_000 }) }),
    record({ kind: constant('set' as const), ms: integer({ min: -2 * dayMs, max: 2 * dayMs }) }),
    // Eighths are exact in binary, so that sums of them are.
    record({ kind: constant('factor' as const), factor: integer({ min: 1, max: 800 }).map((eighths) => eighths / 8) }),
    record({ kind: constant('restart' as const), offMs: integer({ min: 0, max: 5_000 }) }),
    record({ kind: constant('kill' as const), offMs: integer({ min: 0, max: 5_000 }) }),
  ),
  { maxLength: 30 },
);

describe('over any restarts, kills and changes of pace', { timeout: 60_000 }, () => {
  it('it never goes back, even where the PC is set', async () => {
    await assert(
      asyncProperty(steps, async (all) => {
        const { file, machineClock, clock: first } = start(3);
        let clock = first;
        let last = clock.now();
        for (const step of all) {
          if (step.kind === 'set') machineClock.jump(step.ms);
          else if (step.kind === 'pass') await machineClock.advance(step.ms);
          else if (step.kind === 'factor') clock.setFactor(step.factor);
          else {
            if (step.kind === 'restart') clock.dispose();
            await machineClock.advance(step.offMs);
            clock = open(file, machineClock);
          }
          const now = clock.now();
          expect(now).toBeGreaterThanOrEqual(last);
          last = now;
        }
      }),
      { numRuns: caseCount(100) },
    );
  });

  it('it is exact as long as nobody sets the PC or kills it', async () => {
    await assert(
      asyncProperty(steps, async (all) => {
        const { file, machineClock, clock: first } = start(3);
        let clock = first;
        let expected = virtualAt;
        for (const step of all) {
          if (step.kind === 'set' || step.kind === 'kill') continue;
          if (step.kind === 'factor') clock.setFactor(step.factor);
          else {
            const ms = step.kind === 'pass' ? step.ms : step.offMs;
            expected += ms * clock.factor;
            if (step.kind === 'restart') clock.dispose();
            await machineClock.advance(ms);
            if (step.kind === 'restart') clock = open(file, machineClock);
          }
          expect(clock.now()).toBe(Math.floor(expected));
        }
      }),
      { numRuns: caseCount(100) },
    );
  });

  it('what is written is what is read', () => {
    const file = fileWith('');
    const content = { startedAt: 1, virtualAt: 2.5, factor: 0.125, shownUntil: 3 };
    expect([writeClockFile(file, content).ok, readClockFile(file)]).toEqual([true, { ok: true, value: content }]);
  });
});
