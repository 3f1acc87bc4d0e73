import type { Alert } from '@contract/alerts.ts';
import { useMemo } from 'react';
import type { UiState } from '../../stores/ui-store.ts';
import { useConsole } from '../../stores/use-console.ts';
import { snoozeUntil, type SnoozeChoice } from './snooze-times.ts';

/** What can be done with alerts; a failure is announced. */
export interface AlertActs {
  readonly acknowledge: (alerts: readonly Alert[]) => void;
  readonly snooze: (alerts: readonly Alert[], choice: SnoozeChoice) => void;
  /** Ends the snooze of the alerts and of the phones that they are about. */
  readonly wake: (alerts: readonly Alert[]) => void;
  readonly snoozePhone: (phoneId: string, choice: SnoozeChoice) => void;
  /** Shows what the alert is about: the phone beside its list, the hosts, or the page to deal with it. */
  readonly open: (alert: Alert) => void;
}

export function useAlertActs(): AlertActs {
  const { acts, clock, ui } = useConsole();
  return useMemo(
    () => ({
      acknowledge: (alerts) => {
        if (alerts.length > 0) void acts.perform('alerts.acknowledge', { alertIds: idsOf(alerts) });
      },
      snooze: (alerts, choice) => {
        const untilAt = snoozeUntil(choice, clock.read().now);
        if (alerts.length > 0) void acts.perform('alerts.snooze', { alertIds: idsOf(alerts), untilAt });
      },
      wake: (alerts) => void wakeAlerts(acts, alerts),
      snoozePhone: (phoneId, choice) =>
        void acts.perform('alerts.snoozePhone', { phoneId, untilAt: snoozeUntil(choice, clock.read().now) }),
      open: (alert) => ui.setState(placeToDeal(alert)),
    }),
    [acts, clock, ui],
  );
}

/** Where the operator can do something about it. */
function placeToDeal({ subject, kind }: Alert): Partial<UiState> {
  if (subject.type === 'phone') return { page: 'devices', openPhoneId: subject.phoneId, drawerTab: 'overview' };
  if (kind === 'swell-check' || kind === 'battery-rest') return { page: 'care' };
  if (kind === 'checklist-open') return { page: 'growth' };
  if (subject.type === 'hub' || kind === 'desk-fault') return { page: 'desk' };
  const isOfSettings = kind === 'webhook-stuck' || kind === 'backup-failed';
  return { page: isOfSettings ? 'settings' : 'hosts' };
}

function idsOf(alerts: readonly Alert[]): number[] {
  return alerts.map(({ alertId }) => alertId);
}

async function wakeAlerts(acts: ReturnType<typeof useConsole>['acts'], alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return;
  const isDone = await acts.perform('alerts.snooze', { alertIds: idsOf(alerts), untilAt: null });
  if (!isDone) return;
  const phoneIds = new Set(alerts.flatMap(({ subject }) => (subject.type === 'phone' ? [subject.phoneId] : [])));
  for (const phoneId of phoneIds) await acts.perform('alerts.snoozePhone', { phoneId, untilAt: null });
}
