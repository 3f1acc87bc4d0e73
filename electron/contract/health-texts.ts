import type { HealthCheckId } from './phones.ts';

/**
 * Every sentence that a health check may need, by check: the renderer has a text `health.<id>.<code>` for each.
 * Parameters are named beside the codes; `limit` is always the setting that was applied.
 *
 * Codes of every check, none with parameters:
 * - `never-read`: not asked yet since this phone is known,
 * - `poll-failed`: the phone did not answer the last poll,
 * - `unreadable`: it answered, but not in a form that proves a value,
 * - `outdated`: the last answer is too old, or older than the phone's last start.
 */
const always = ['never-read', 'poll-failed', 'unreadable', 'outdated'] as const;

/** The battery's numbers are frozen by `dumpsys battery set` / `unplug`, or there is no battery at all. */
const batteryDoubts = ['frozen', 'no-battery'] as const;

export const healthTextCodes = {
  /** Value: percent. Params: percent; `low`, `low-charging`, `low-plug-unknown` also limit. */
  'battery-level': ['level', 'charging', 'low', 'low-charging', 'low-plug-unknown', ...batteryDoubts, ...always],
  /** Value: degrees Celsius. Params: celsius; `warm` and `hot` also limit. */
  'battery-temperature': ['normal', 'warm', 'hot', ...batteryDoubts, ...always],
  /** No value. Params of charging, full, not-charging: plug (`ac`, `usb`, `wireless`, `dock`, `none` or null). */
  'battery-status': [
    'charging',
    'full',
    'discharging',
    'not-charging',
    'overheated',
    'dead',
    'over-voltage',
    'failing',
    'cold',
    ...batteryDoubts,
    ...always,
  ],
  /** Value: percent of the designed capacity. Params: percent, cycles (may be null), limit; `cycles-only`: cycles. */
  'battery-wear': ['capacity', 'worn', 'worn-out', 'cycles-only', 'not-offered', ...always],
  /** Value: percent free. Params: percent, freeMb, totalMb; `low` and `full` also limit. */
  storage: ['free', 'low', 'full', ...always],
  /** Value: percent available. Params: percent, availableMb, totalMb; `low` also limit. */
  memory: ['available', 'available-estimated', 'low', ...always],
  /** Value: percent of all cores busy between two polls. Params: percent; `high` also limit. */
  load: ['share', 'high', 'first-sample', ...always],
  /** No value. `-no-internet`: the phone itself says so; `-unproven`: an address, but nothing said of the internet. */
  network: [
    'wifi',
    'wifi-no-internet',
    'wifi-unproven',
    'mobile',
    'mobile-no-internet',
    'mobile-unproven',
    'ethernet',
    'ethernet-no-internet',
    'ethernet-unproven',
    'other',
    'other-no-internet',
    'other-unproven',
    'none',
    ...always,
  ],
  /** Value: seconds the phone is ahead of this computer (negative: behind). Params: seconds (never negative), limit. */
  'clock-skew': ['in-step', 'ahead', 'behind', ...always],
  /** No value. `always-on`: dozing with the clock perhaps shown. */
  screen: ['on', 'off', 'always-on', 'screensaver', ...always],
  /**
   * No value. `probably-set` rests on the keyguard's own word, which may be stale just after a start.
   * `-policy-open`: the desk's lock policy has not been answered; `-unwanted`, `-required`: against that policy.
   */
  lock: [
    'set',
    'probably-set',
    'not-set',
    'set-policy-open',
    'probably-set-policy-open',
    'not-set-policy-open',
    'set-unwanted',
    'probably-set-unwanted',
    'not-set-required',
    ...always,
  ],
  /** Value: hours since the phone started. Params: hours, days (whole); `just-started`: minutes. */
  uptime: ['up', 'just-started', ...always],
  /** No value. Params of installed: version. */
  'messenger-version': ['installed', 'missing', ...always],
} as const satisfies Record<HealthCheckId, readonly string[]>;

export type HealthTextCode<Id extends HealthCheckId = HealthCheckId> = (typeof healthTextCodes)[Id][number];
