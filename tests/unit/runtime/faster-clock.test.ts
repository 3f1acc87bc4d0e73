import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FasterClock, moveThrough } from '../../../electron/runtime/faster-clock.ts';
import { SteppedClock } from '../../../electron/runtime/stepped-clock.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const startAt = 1_700_000_000_000;
const hourMs = 3_600_000;

describe('a stepped clock', () => {
  it('stands until it is moved', async () => {
    const clock = new SteppedClock(startAt);
    let runs = 0;
    clock.after(1, () => runs++);
    await new Promise((resolve) => setImmediate(resolve));
    expect([clock.now(), clock.monotonic(), runs]).toEqual([startAt, 0, 0]);
  });

  it('runs what falls due in order, each task at its own time', async () => {
    const clock = new SteppedClock(startAt);
    const seen: [string, number][] = [];
    const note = (name: string) => (): void => void seen.push([name, clock.monotonic()]);
    clock.after(300, note('late'));
    clock.after(100, note('first'));
    clock.after(100, note('second'));
    clock.after(900, note('never'));
    expect(await clock.moveTo(startAt + 500)).toBe(startAt + 500);
    expect(seen).toEqual([
      ['first', 100],
      ['second', 100],
      ['late', 300],
    ]);
    expect(clock.pendingCount).toBe(1);
  });

  it('lets promises settle before time goes on', async () => {
    const clock = new SteppedClock(startAt);
    const seen: number[] = [];
    const settleLate = async (): Promise<void> => {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      seen.push(clock.monotonic());
    };
    clock.after(100, () => void settleLate());
    await clock.moveTo(startAt + hourMs);
    expect(seen).toEqual([100]);
  });

  it('runs what was planned on the way', async () => {
    const clock = new SteppedClock(startAt);
    const seen: number[] = [];
    const again = (): void => {
      seen.push(clock.monotonic());
      clock.after(1_000, again);
    };
    clock.after(1_000, again);
    await clock.moveTo(startAt + 3_500);
    expect(seen).toEqual([1_000, 2_000, 3_000]);
  });

  it('does not make a task without delay wait for a move', async () => {
    const clock = new SteppedClock(startAt);
    const ran = vi.fn();
    clock.after(0, ran);
    await new Promise((resolve) => setImmediate(resolve));
    expect(ran).toHaveBeenCalledOnce();
    await clock.moveTo(startAt + 10);
    expect(ran).toHaveBeenCalledOnce();
  });

  it('forgets a task that was cancelled, however often', async () => {
    const clock = new SteppedClock(startAt);
    const ran = vi.fn();
    for (const delayMs of [0, 100]) {
      const cancel = clock.after(delayMs, ran);
      cancel();
      cancel();
    }
    await clock.moveTo(startAt + hourMs);
    expect([ran.mock.calls.length, clock.pendingCount]).toEqual([0, 0]);
  });

  it('stays at the task after which it may not move on', async () => {
    const clock = new SteppedClock(startAt);
    let isFree = true;
    clock.after(100, () => (isFree = false));
    clock.after(200, () => undefined);
    expect(await clock.moveTo(startAt + hourMs, () => isFree)).toBe(startAt + 100);
    isFree = true;
    expect(await clock.moveTo(startAt + hourMs, () => isFree)).toBe(startAt + hourMs);
  });

  it('knows whole milliseconds only', async () => {
    const clock = new SteppedClock(startAt + 0.7);
    const seen: number[] = [];
    clock.after(10.2, () => seen.push(clock.now()));
    expect(await clock.moveTo(startAt + 20.9)).toBe(startAt + 20);
    expect([clock.now(), ...seen]).toEqual([startAt + 20, startAt + 11]);
  });

  it('goes neither back nor two ways at once', async () => {
    const clock = new SteppedClock(startAt);
    await expect(clock.moveTo(startAt - 1)).rejects.toThrow(RangeError);
    const moving = clock.moveTo(startAt + 1);
    await expect(clock.moveTo(startAt + 2)).rejects.toThrow('being moved');
    await moving;
  });

  it('goes on from where another one stopped', async () => {
    const before = new SteppedClock(startAt);
    await before.moveTo(startAt + hourMs);
    const after = new SteppedClock(before.now());
    const ran = vi.fn();
    after.after(hourMs, ran);
    await after.moveTo(startAt + 2 * hourMs);
    expect([after.monotonic(), ran.mock.calls.length]).toEqual([hourMs, 1]);
  });
});

function drive(rate: number, canMove: () => boolean = () => true): { clock: SteppedClock; machineClock: ManualClock } {
  const clock = new SteppedClock(startAt);
  const machineClock = new ManualClock();
  const driver = new FasterClock({ clock, machineClock, rate, canMove });
  onTestFinished(() => driver.dispose());
  driver.start();
  return { clock, machineClock };
}

describe('a faster clock', () => {
  it('moves at its rate', async () => {
    const { clock, machineClock } = drive(3_600);
    await passTicks(machineClock, 20);
    expect(clock.monotonic()).toBe(hourMs);
  });

  it('holds while work is under way, and does not make up for it', async () => {
    let isFree = false;
    const { clock, machineClock } = drive(3_600, () => isFree);
    await passTicks(machineClock, 20);
    expect(clock.monotonic()).toBe(0);
    isFree = true;
    await passTicks(machineClock, 10);
    expect(clock.monotonic()).toBe(hourMs / 2);
  });

  it('stands once it was stopped, with no timer left', async () => {
    const clock = new SteppedClock(startAt);
    const machineClock = new ManualClock();
    const driver = new FasterClock({ clock, machineClock, rate: 10, canMove: () => true });
    driver.start();
    await passTicks(machineClock, 1);
    await driver.dispose();
    const { pendingCount } = machineClock;
    await passTicks(machineClock, 5);
    expect([clock.monotonic(), pendingCount]).toEqual([500, 0]);
  });

  it('refuses a rate that leads nowhere', () => {
    const clock = new SteppedClock(startAt);
    const make = (rate: number) => (): FasterClock =>
      new FasterClock({ clock, machineClock: new ManualClock(), rate, canMove: () => true });
    expect(make(0)).toThrow(RangeError);
    expect(make(Number.NaN)).toThrow(RangeError);
  });
});

describe('moving through', () => {
  it('waits at every task that sets off work until that is done', async () => {
    const clock = new SteppedClock(startAt);
    const machineClock = new ManualClock();
    const doneAt: number[] = [];
    let isWorking = false;
    const work = (): void => {
      isWorking = true;
      machineClock.after(40, () => {
        doneAt.push(clock.monotonic());
        isWorking = false;
      });
    };
    clock.after(1_000, work);
    clock.after(2_000, work);
    const signal = new AbortController().signal;
    const moved = moveThrough(startAt + hourMs, { clock, machineClock, canMove: () => !isWorking, signal });
    await passTicks(machineClock, 20);
    await moved;
    expect([clock.monotonic(), doneAt]).toEqual([hourMs, [1_000, 2_000]]);
  });

  it('gives up on its signal', async () => {
    const clock = new SteppedClock(startAt);
    const signal = AbortSignal.abort();
    await moveThrough(startAt + hourMs, { clock, machineClock: new ManualClock(), canMove: () => true, signal });
    expect(clock.monotonic()).toBe(0);
  });
});

/** Lets the machine's time pass in ticks of the driver, with turns of the event loop between them. */
async function passTicks(machineClock: ManualClock, count: number): Promise<void> {
  for (let tick = 0; tick < count; tick++) {
    await machineClock.advance(50);
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}
