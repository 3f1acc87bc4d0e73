import type { HealthCheckId, Phone } from '../../contract/phones.ts';
import type { Plan } from '../plans/plan.ts';

/** What of a phone its fitness is judged by. */
export type JudgedPhone = Pick<Phone, 'state' | 'health'> & {
  /** Left out: nothing is known of its messenger. */
  readonly facts?: Pick<Phone['facts'], 'messengerVersion'>;
};

/**
 * What the plan's check of the phone finds, by code; none where the phone is fit. A value that is not known passes no check
 * (`unread`), and so a phone that was never polled does not either; one that cannot be reached at all is offline.
 * @param isMessengerChanged its messenger has another version than when it last passed its check
 * @param pcAheadMs how far the PC's clock, which the check compared the phone with, is ahead of the true time
 */
export function phoneFaults(
  { state, health }: JudgedPhone,
  plan: Plan,
  { isMessengerChanged = false, pcAheadMs = 0 } = {},
): readonly string[] {
  const trigger = plan.health.signals.find(({ id }) => id === 'device_unhealthy')?.trigger;
  if (trigger?.kind !== 'phone-check') return [];
  const valueOf = (id: HealthCheckId): number | null => health.checks.find((check) => check.id === id)?.value ?? null;
  const battery = health.checks.find(({ id }) => id === 'battery-level');
  const isCharging = battery?.textCode === 'charging' || battery?.textCode === 'low-charging';
  const [percent, storage, clock] = [battery?.value ?? null, valueOf('storage'), valueOf('clock-skew')];
  const isOffline = state !== 'ready' && state !== 'busy';
  const isUnread = health.polledAt === null || [percent, storage, clock].includes(null);
  const found: readonly (readonly [code: string, isSo: boolean])[] = [
    ['offline', isOffline],
    ['battery-low', percent !== null && percent < trigger.batteryBelowPercent && !isCharging],
    ['storage-low', storage !== null && storage < trigger.storageBelowPercent],
    ['clock-off', clock !== null && Math.abs(clock + pcAheadMs / 1_000) > trigger.clockOffSeconds],
    ['unread', isUnread && !isOffline],
    ['messenger-changed', isMessengerChanged],
  ];
  return found.filter(([, isSo]) => isSo).map(([code]) => code);
}
