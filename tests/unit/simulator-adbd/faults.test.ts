import { describe, expect, test } from 'vitest';
import { combineFaults, judgeConduct, type Conduct } from '../../../simulator/faults/conduct.ts';
import { FaultBoard, type FaultTarget } from '../../../simulator/faults/fault-board.ts';
import { faultSpecSchema, type FaultRequest } from '../../../simulator/faults/fault-spec.ts';
import { ScenarioRunner, scenarioNames, type ScenarioName } from '../../../simulator/faults/scenario.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import { ManualClock } from '../../support/manual-clock.ts';

class RecordingTarget implements FaultTarget {
  drops = 0;
  holds = 0;
  interruptions = 0;
  readonly restarts: string[] = [];
  conduct: Conduct = combineFaults([]);

  apply(conduct: Conduct): void {
    this.conduct = conduct;
  }

  drop(): void {
    this.drops++;
  }

  hold(): () => void {
    this.holds++;
    return () => void this.holds--;
  }

  interrupt(): () => void {
    this.interruptions++;
    return () => void this.interruptions--;
  }

  restartAndroid(target: string): void {
    this.restarts.push(target);
  }
}

function setUp(): { clock: ManualClock; target: RecordingTarget; board: FaultBoard } {
  const clock = new ManualClock();
  const target = new RecordingTarget();
  return { clock, target, board: new FaultBoard(clock, target, 5_000) };
}

const stateUnder = (...requests: FaultRequest[]): string => {
  const faults = requests.map((request) => ({ spec: faultSpecSchema.parse(request), isBooting: true }));
  return judgeConduct(combineFaults(faults)).state;
};

const stateAfterReboot = (target: 'recovery' | 'bootloader'): string =>
  judgeConduct(combineFaults([{ spec: { kind: 'reboot', target }, isBooting: false }])).state;

describe('the truth about a phone', () => {
  test.each<[string, FaultRequest[]]>([
    ['ready', []],
    ['ready', [{ kind: 'drop' }]],
    ['ready', [{ kind: 'slow' }, { kind: 'low-battery' }, { kind: 'lock-screen' }]],
    ['ready', [{ kind: 'replaced' }]],
    ['offline', [{ kind: 'offline' }]],
    ['offline', [{ kind: 'hang' }]],
    ['offline', [{ kind: 'frozen' }]],
    ['unauthorized', [{ kind: 'unauthorized' }]],
    ['absent', [{ kind: 'unplugged' }]],
    ['absent', [{ kind: 'offline' }, { kind: 'unauthorized' }, { kind: 'unplugged' }]],
    ['absent', [{ kind: 'reboot' }]],
  ])('%s', (state, requests) => {
    expect(stateUnder(...requests)).toBe(state);
  });

  test('a phone in recovery is not Android, one in its bootloader cannot be reached', () => {
    expect(stateAfterReboot('recovery')).toBe('not-android');
    expect(stateAfterReboot('bootloader')).toBe('absent');
  });
});

describe('a fault', () => {
  test('ends by itself after its time, and says when', async () => {
    const { clock, target, board } = setUp();
    const fault = board.start({ kind: 'unplugged', durationMs: 3_000 });
    expect(fault).toMatchObject({ kind: 'unplugged', startedAt: clock.now(), endsAt: clock.now() + 3_000 });
    await clock.advance(2_999);
    expect(target.conduct.isPortOpen).toBe(false);
    await clock.advance(1);
    expect([target.conduct.isPortOpen, board.active, clock.pendingCount]).toEqual([true, [], 0]);
  });

  test('without a time lasts until it is cleared', async () => {
    const { clock, target, board } = setUp();
    const { id, endsAt } = board.start({ kind: 'offline' });
    await clock.advance(3_600_000);
    expect([endsAt, target.conduct.isMute]).toEqual([null, true]);
    board.clear(id);
    expect(target.conduct.isMute).toBe(false);
  });

  test('cleared early leaves no timer behind', () => {
    const { clock, board } = setUp();
    board.start({ kind: 'flap', times: 5, everyMs: 100 });
    board.start({ kind: 'slow', durationMs: 9_000 });
    board.start({ kind: 'held-reply', durationMs: 9_000 });
    board.clear();
    expect([clock.pendingCount, board.active]).toEqual([0, []]);
  });

  test('of the messenger is in force until it ends', async () => {
    const { clock, target, board } = setUp();
    board.start({ kind: 'interruption', what: 'update-dialog', point: 'chat' });
    board.start({ kind: 'held-act', durationMs: 1_000 });
    expect(target.interruptions).toBe(2);
    await clock.advance(1_000);
    board.clear('interruption');
    expect(target.interruptions).toBe(0);
  });

  test('of the same kind overlaps: the port opens when the last has ended', async () => {
    const { clock, target, board } = setUp();
    board.start({ kind: 'unplugged', durationMs: 1_000 });
    board.start({ kind: 'unplugged', durationMs: 2_000 });
    await clock.advance(1_500);
    expect(target.conduct.isPortOpen).toBe(false);
    await clock.advance(500);
    expect(target.conduct.isPortOpen).toBe(true);
  });

  test('clearing a kind leaves the others', () => {
    const { target, board } = setUp();
    board.start({ kind: 'low-battery' });
    board.start({ kind: 'full-disk' });
    board.clear('low-battery');
    expect([...target.conduct.conditions]).toEqual(['full-disk']);
  });

  test('flapping drops the connection as often as asked', async () => {
    const { clock, target, board } = setUp();
    board.start({ kind: 'flap', times: 4, everyMs: 100 });
    expect(target.drops).toBe(1);
    await clock.advance(1_000);
    expect([target.drops, board.active]).toEqual([4, []]);
  });

  test('the slowest of several delays counts', () => {
    const { target, board } = setUp();
    board.start({ kind: 'slow', delayMs: 100 });
    board.start({ kind: 'slow', delayMs: 700 });
    expect(target.conduct.replyDelayMs).toBe(700);
  });

  test('a held reply is released when the fault ends', async () => {
    const { clock, target, board } = setUp();
    board.start({ kind: 'held-reply', contains: 'battery', durationMs: 50 });
    expect(target.holds).toBe(1);
    await clock.advance(50);
    expect(target.holds).toBe(0);
  });

  test('that makes no sense is refused', () => {
    const { board } = setUp();
    expect(() => board.start({ kind: 'slow', delayMs: -1 })).toThrow();
    expect(() => board.start({ kind: 'flap', times: 0 })).toThrow();
    expect(board.active).toEqual([]);
  });
});

describe('a reboot', () => {
  test('restarts Android, closes the port for the boot time and opens it again', async () => {
    const { clock, target, board } = setUp();
    board.start({ kind: 'reboot' });
    expect([target.restarts, target.conduct.isPortOpen]).toEqual([['system'], false]);
    await clock.advance(5_000);
    expect([target.conduct.isPortOpen, board.active]).toEqual([true, []]);
  });

  test('that Android asked for does not restart it a second time', () => {
    const { target, board } = setUp();
    board.followReboot('system');
    expect([target.restarts, target.conduct.isPortOpen]).toEqual([[], false]);
  });

  test('into recovery stays there until the next reboot', async () => {
    const { clock, target, board } = setUp();
    board.start({ kind: 'reboot', target: 'recovery', bootMs: 100 });
    await clock.advance(100);
    expect([target.conduct.isPortOpen, target.conduct.bannerKind]).toEqual([true, 'recovery']);
    board.followReboot('system');
    await clock.advance(5_000);
    expect([target.conduct.bannerKind, board.active]).toEqual(['device', []]);
  });
});

/** Lets a scenario run, then waits until all its faults have ended, and returns them. */
async function run(name: ScenarioName, seed: number, minutes: number): Promise<FaultRequest[]> {
  const clock = new ManualClock();
  const random = new SeededRandom(seed);
  const requests: FaultRequest[] = [];
  const board = new FaultBoard(clock, new RecordingTarget(), 5_000);
  const runner = new ScenarioRunner({
    name,
    clock,
    phoneCount: 10,
    random: () => random.next(),
    startFault: (_phone, request) => {
      requests.push(request);
      return board.start(request);
    },
  });
  runner.start();
  await clock.advance(minutes * 60_000);
  runner.stop();
  expect(runner.startedCount).toBe(requests.length);
  expect(runner.lastEndsAt).toBeGreaterThanOrEqual(clock.now() - minutes * 60_000);
  await clock.advance(600_000);
  expect([board.active, clock.pendingCount]).toEqual([[], 0]);
  return requests;
}

describe('a scenario', () => {
  test.each(scenarioNames)('%s ends every fault by itself', async (name) => {
    await run(name, 3, 3);
  });

  test('calm has no faults, chaos thirty a minute', async () => {
    expect(await run('calm', 1, 5)).toEqual([]);
    expect(await run('chaos', 1, 5)).toHaveLength(150);
  });

  test('the same seed gives the same faults, another seed others', async () => {
    expect(await run('chaos', 7, 2)).toEqual(await run('chaos', 7, 2));
    expect(await run('chaos', 7, 2)).not.toEqual(await run('chaos', 8, 2));
  });

  test('in chaos about a third of what breaks the connection keeps the port closed for over 70 s', async () => {
    const requests = await run('chaos', 11, 60);
    const breaks = requests.filter(({ kind }) => ['drop', 'unplugged', 'flap', 'reboot'].includes(kind));
    const long = breaks.filter((request) => request.kind === 'unplugged' && (request.durationMs ?? 0) > 70_000);
    expect(long.length / breaks.length).toBeGreaterThan(0.28);
    expect(long.length / breaks.length).toBeLessThan(0.39);
  });
});
