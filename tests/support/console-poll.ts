import { defaultSettings, type Settings } from '../../electron/contract/settings.ts';
import type { Health } from '../../electron/contract/phones.ts';
import { buildPoll, splitPoll } from '../../electron/devices/health/compound-poll.ts';
import { type HealthReadings, readHealth } from '../../electron/devices/health/readings.ts';
import { judgeHealth } from '../../electron/devices/health/verdicts.ts';
import type { StillClock, TestPhone } from './phone-shell.ts';

export interface ConsoleView {
  readonly readings: HealthReadings;
  readonly health: Health;
}

const betweenPollsMs = 60_000;

/** What the console makes of a virtual phone after two full polls, a minute apart so that its load is known. */
export async function pollLikeConsole(
  phone: TestPhone,
  clock: StillClock,
  settings: Partial<Settings> = {},
): Promise<ConsoleView> {
  const first = await readOnce(phone, clock, null);
  clock.advance(betweenPollsMs);
  const readings = await readOnce(phone, clock, first.cpuSample);
  const limits: Settings = { ...defaultSettings, lockPolicy: 'none', ...settings };
  return {
    readings,
    health: judgeHealth({ readings, previous: null, settings: limits, now: clock.now(), fault: null }),
  };
}

async function readOnce(
  phone: TestPhone,
  clock: StillClock,
  previousCpuSample: HealthReadings['cpuSample'],
): Promise<HealthReadings> {
  const poll = buildPoll({ sdk: phone.device.sdk, isFull: true });
  const { stdout } = await phone.run(poll.command);
  const at = clock.now();
  return readHealth(splitPoll(stdout, poll), { sentAt: at, receivedAt: at, previousCpuSample });
}
