import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { procedures, type ProcedureInput } from '../../../electron/contract/procedures.ts';
import type { Schedule, ScheduleRun } from '../../../electron/contract/schedules.ts';
import { PcClock, trueTimeAtTen } from '../../support/accounts/clocked-desk.ts';
import { startRealLookingDesk, whenPolled } from '../../support/accounts/real-looking-desk.ts';
import { valueOf } from '../../support/device-layer.ts';
import { startTestConsole, type TestConsole } from '../../support/services.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const timeoutMs = 120_000;
const dayMs = 86_400_000;
const soon = { timeout: 60_000, interval: 100 };

const sweep: ProcedureInput<'schedules.save'> = {
  scheduleId: null,
  kind: 'health-sweep',
  title: '每日体检',
  rule: { every: 'day', at: '12:00' },
  timeZone: 'Asia/Shanghai',
  window: null,
  missed: { policy: 'skip' },
};

async function schedule(console: TestConsole): Promise<Schedule | undefined> {
  return procedures['schedules.list'].output.parse(valueOf(await console.call('schedules.list', {}))).schedules[0];
}

async function history(console: TestConsole): Promise<ScheduleRun[]> {
  const input = { scheduleId: null, beforeRunId: null, limit: 50 };
  return procedures['schedules.history'].output.parse(valueOf(await console.call('schedules.history', input))).runs;
}

test(
  'a PC whose clock is set two days ahead at the start settles nothing as missed: planned times are those of the phones',
  async () => {
    const truth = trueTimeAtTen();
    const pc = new PcClock(truth);
    const desk = await startRealLookingDesk(truth, 2);
    const dataFolder = join(makeTempFolder(), 'data');
    const start = () => startTestConsole({ dataFolder, clock: pc, localAdbPort: desk.adbPort });

    const first = await start();
    await whenPolled(first, 2);
    valueOf(await first.call('operators.create', { name: '小王' }));
    const { scheduleId, nextRunAt } = procedures['schedules.save'].output.parse(
      valueOf(await first.call('schedules.save', sweep)),
    );
    valueOf(await first.call('schedules.setOn', { scheduleId, isOn: true }));
    await first.services.dispose();

    pc.aheadMs = 2 * dayMs;
    const second = await start();
    expect(await history(second)).toEqual([]);
    await whenPolled(second, 2);
    expect(await history(second)).toEqual([]);
    const planned = await schedule(second);
    expect(planned?.isAheadOfClock).toBe(false);
    expect(planned?.nextRunAt).toBe(nextRunAt ?? planned?.nextRunAt);

    // At twelve by the phones' time, two hours later, it runs.
    await truth.pass(2 * 3_600_000 + 60_000, 600_000, () => new Promise((resolve) => setTimeout(resolve, 200)));
    await vi.waitFor(async () => expect(await history(second)).toMatchObject([{ outcome: 'done' }]), soon);
  },
  timeoutMs,
);
