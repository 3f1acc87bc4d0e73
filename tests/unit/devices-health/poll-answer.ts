import type { Poll, PollSection } from '../../../electron/devices/health/compound-poll.ts';

/** What a healthy phone of ours answers, section by section; tests change what they are about. */
export const healthyOutputs: Readonly<Record<PollSection, string>> = {
  battery: batteryText({}),
  power: '  mWakefulness=Awake\n  mHoldingDisplaySuspendBlocker=true\n',
  storage:
    'Filesystem     1K-blocks     Used Available Use% Mounted on\n/dev/block/dm-5 50000000 30000000  20000000  60% /data\n',
  memory: 'MemTotal:        3800000 kB\nMemFree:          300000 kB\nMemAvailable:    1140000 kB\n',
  cpu: 'cpu  1000 0 1000 8000 0 0 0 0 0 0\n',
  clock: '1750000000\n1750000000.500000\n',
  uptime: '86400.00 300000.00\n',
  'boot-id': 'b3a1c0de-0000-4000-8000-000000000001\n',
  connectivity:
    'Active default network: 101\n  NetworkAgentInfo{ ni{[type: WIFI[], state: CONNECTED/CONNECTED]}  network{101}  nc{[ Transports: WIFI Capabilities: INTERNET&VALIDATED&NOT_ROAMING] }\n',
  addresses: '22: wlan0    inet 192.168.43.17/24 brd 192.168.43.255 scope global wlan0\n',
  'lock-settings': 'Current lock settings service state:\n    User 0\n        SP Handle = 0\n        SID = 0\n',
  trust:
    ' User "Owner" (id=0, flags=0x13) (current): trusted=0, trustManaged=0, deviceLocked=0, strongAuthRequired=0x0\n',
  'window-policy':
    '    KeyguardServiceDelegate\n      secure=false\n      screenState=SCREEN_STATE_ON\n      interactiveState=INTERACTIVE_STATE_AWAKE\n',
  package:
    'Packages:\n  Package [com.tencent.mm] (a1b2c3d):\n    versionCode=2400 minSdk=23 targetSdk=29\n    versionName=8.0.38\n    User 0: ceDataInode=1 installed=true hidden=false\n',
  'package-path': 'package:/data/app/com.tencent.mm-1/base.apk\n',
  'battery-supply': 'battery/charge_full:2700000\nbattery/charge_full_design:3000000\nbattery/cycle_count:120\n',
  properties: '[ro.build.version.release]: [9]\n[gsm.sim.state]: [LOADED,ABSENT]\n',
};

export interface BatteryFields {
  readonly isPlugged?: boolean;
  readonly status?: number;
  readonly health?: number;
  readonly level?: number;
  readonly temperature?: number;
  readonly present?: boolean;
  readonly isFrozen?: boolean;
}

export function batteryText(fields: BatteryFields): string {
  const isPlugged = fields.isPlugged ?? true;
  return [
    'Current Battery Service state:',
    ...(fields.isFrozen === true ? ["  (UPDATES STOPPED -- use 'reset' to restart)"] : []),
    '  AC powered: false',
    `  USB powered: ${isPlugged}`,
    '  Wireless powered: false',
    `  status: ${fields.status ?? (isPlugged ? 2 : 3)}`,
    `  health: ${fields.health ?? 2}`,
    `  present: ${fields.present ?? true}`,
    `  level: ${fields.level ?? 80}`,
    '  scale: 100',
    '  voltage: 4000',
    `  temperature: ${fields.temperature ?? 300}`,
    '  technology: Li-poly',
    '',
  ].join('\n');
}

export interface SectionAnswer {
  readonly output: string;
  readonly exitCode: number;
}

/** The text that a phone sends back for `poll`; sections not named answer as a healthy phone does. */
export function answerPoll(poll: Poll, changes: Partial<Record<PollSection, string | SectionAnswer>> = {}): string {
  return poll.sections
    .map(({ section }) => {
      const change = changes[section] ?? healthyOutputs[section];
      const { output, exitCode } = typeof change === 'string' ? { output: change, exitCode: 0 } : change;
      return `${poll.mark}>${section}\n${output}\n${poll.mark}=${exitCode}\n${poll.mark}<${section}\n`;
    })
    .join('');
}
