/**
 * Everything that an alert can be about, and the sentences each kind may need: `alert.<kind>.<code>` in both languages of
 * `alert-texts/`. Parameters stand beside the codes; `limit` is the setting that was applied. A new kind is one entry
 * here, its texts, and a rule or an `AlertSource` that speaks for it.
 */
export const alertTextCodes = {
  /** celsius, limit. */
  'battery-hot': ['warm', 'hot'],
  /** percent, limit. */
  'battery-low': ['low'],
  /** The phone's own complaint about its battery. */
  'battery-fault': ['overheated', 'dead', 'over-voltage', 'failing', 'cold'],
  /** percent of the designed capacity, limit. */
  'battery-worn': ['worn', 'worn-out'],
  /**
   * Nobody looked whether they swell for too long; days: the longest past its due date. `soon`: none is, and others will be
   * within a day. In all of care, count: phones, phones: which (`1–3, 7`).
   */
  'swell-check': ['overdue', 'soon'],
  /** days: the longest on the charger, full without a break; limit: days after which a battery should rest. */
  'battery-rest': ['due', 'soon'],
  /** percent, freeMb, limit. */
  'storage-low': ['low', 'full'],
  /** percent, limit. */
  'memory-low': ['low'],
  'network-lost': ['none', 'no-internet'],
  /** seconds (never negative), limit. */
  'clock-skew': ['ahead', 'behind'],
  'lock-policy': ['unwanted', 'required'],
  'messenger-missing': ['missing'],
  /** Expected and not to be used for longer than the delay; minutes: the delay. */
  'phone-missing': ['absent', 'offline', 'not-ready'],
  'needs-hand': ['recovery-exhausted', 'not-android', 'no-permission'],
  'phone-unauthorized': ['waiting'],
  /** host: its name; empty for this machine and the virtual desk, which `hostKind` names. phoneCount: phones it took along. */
  'host-down': ['down', 'unreachable'],
  /** hub: its USB path, count: phones that went with it. */
  'hub-lost': ['lost'],
  /** What the desk reads as (`faults.ts`). place: port, hub or bus; count: phones that it explains. */
  'desk-fault': [
    'adb-versions-fight',
    'controller-limit',
    'usb-power',
    'hub-unsteady',
    'phone-restarting',
    'debugging-off',
    'port-unsteady',
    'cable-loose',
    'wifi-unsteady',
  ],
  /**
   * Nothing gets through to the webhook; count: messages that wait, minutes: the limit. `refused`: messages that were set
   * aside. Never sent by it.
   */
  'webhook-stuck': ['waiting', 'refused'],
  /** The database has had no new copy for a day, and writing one failed: why. */
  'backup-failed': ['disk-full', 'unwritable', 'damaged', 'slow', 'failed'],
  /**
   * Of what accounts should do today something is not ticked, from when a schedule reminds of it. accounts, tasks, overdue: how many;
   * names: those with the most to do.
   */
  'checklist-open': ['open', 'overdue'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type AlertKind = keyof typeof alertTextCodes;
export type AlertTextCode<K extends AlertKind = AlertKind> = (typeof alertTextCodes)[K][number];

const kindTable: Readonly<Record<AlertKind, unknown>> = alertTextCodes;

/** In the order in which the settings list them. */
export const alertKinds: readonly AlertKind[] = Object.keys(kindTable).filter(isAlertKind);

export function isAlertKind(name: string): name is AlertKind {
  return Object.hasOwn(alertTextCodes, name);
}
