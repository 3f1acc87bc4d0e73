import { doubtful, known, type Judge, type Judgement, type Judges } from './judgement.ts';
import type { BatteryReport } from './tools/battery.ts';

/** Percent of the designed capacity under which a battery counts as worn, and as worn out. */
export const wornPercent = 80;
const wornOutPercent = 60;

type Doubt = ReturnType<typeof doubtful<'frozen' | 'no-battery'>>;

/** Why the battery's numbers are no numbers; null when they are. */
function doubtOf(battery: BatteryReport): Doubt | null {
  if (battery.isPresent === false) return doubtful('no-battery');
  return battery.isFrozen === true ? doubtful('frozen') : null;
}

function isCharging(battery: BatteryReport): boolean | null {
  if (battery.status !== null) return battery.status === 'charging' || battery.status === 'full';
  return battery.plug === 'none' ? false : null;
}

/** In percent. A low battery on the charger is on its way up and costs nothing. */
const judgeLevel: Judge<'battery-level'> = ({ battery }, { batteryLowPercent: limit }) => {
  if (battery === null) return null;
  const { percent } = battery;
  const doubt = doubtOf(battery);
  if (doubt !== null || percent === null) return doubt;
  const charging = isCharging(battery);
  if (percent >= limit) return known('ok', charging === true ? 'charging' : 'level', { percent }, percent);
  if (charging === null) return known('unknown', 'low-plug-unknown', { percent, limit }, percent);
  return charging
    ? known('ok', 'low-charging', { percent, limit }, percent)
    : known('warn', 'low', { percent, limit }, percent);
};

/** In degrees Celsius. */
const judgeTemperature: Judge<'battery-temperature'> = ({ battery }, limits) => {
  if (battery === null) return null;
  const { celsius } = battery;
  const doubt = doubtOf(battery);
  if (doubt !== null || celsius === null) return doubt;
  const { batteryWarnCelsius, batteryBadCelsius } = limits;
  if (celsius >= batteryBadCelsius) return known('bad', 'hot', { celsius, limit: batteryBadCelsius }, celsius);
  if (celsius >= batteryWarnCelsius) return known('warn', 'warm', { celsius, limit: batteryWarnCelsius }, celsius);
  return known('ok', 'normal', { celsius }, celsius);
};

/** The phone's own complaint about its battery comes before what it is doing with it. */
const judgeStatus: Judge<'battery-status'> = ({ battery }) => {
  if (battery === null) return null;
  const doubt = doubtOf(battery);
  if (doubt !== null) return doubt;
  const { condition, status, plug } = battery;
  if (condition !== null && condition !== 'good') return known(condition === 'cold' ? 'warn' : 'bad', condition);
  if (status === null) return null;
  return known('ok', status, status === 'discharging' ? {} : { plug });
};

/** In percent of the designed capacity. */
const judgeWear: Judge<'battery-wear'> = ({ wear, isWearNotOffered }): Judgement<'battery-wear'> | null => {
  if (wear === null) return isWearNotOffered ? doubtful('not-offered') : null;
  const { capacityPercent: percent, cycles } = wear;
  if (percent === null) return known('unknown', 'cycles-only', { cycles });
  if (percent < wornOutPercent) return known('bad', 'worn-out', { percent, cycles, limit: wornOutPercent }, percent);
  if (percent < wornPercent) return known('warn', 'worn', { percent, cycles, limit: wornPercent }, percent);
  return known('ok', 'capacity', { percent, cycles }, percent);
};

export const batteryJudges: Judges<'battery-level' | 'battery-temperature' | 'battery-status' | 'battery-wear'> = {
  'battery-level': judgeLevel,
  'battery-temperature': judgeTemperature,
  'battery-status': judgeStatus,
  'battery-wear': judgeWear,
};
