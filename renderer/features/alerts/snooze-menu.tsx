import { DownOutlined } from '@ant-design/icons';
import type { Alert } from '@contract/alerts.ts';
import { Button, Dropdown, type MenuProps } from 'antd';
import type { ReactNode } from 'react';
import type { Texts } from '../../i18n/texts.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { snoozeChoices } from './snooze-times.ts';
import type { AlertActs } from './use-alert-acts.ts';

interface SnoozeMenuProps {
  readonly alerts: readonly Alert[];
  readonly acts: AlertActs;
}

/** Quiet for a while: these alerts, or everything about their one phone. */
export function SnoozeMenu({ alerts, acts }: SnoozeMenuProps): ReactNode {
  const { text } = useTexts();
  const items = menuItems(alerts, acts, useTexts());
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button size="small" disabled={alerts.length === 0} tabIndex={-1}>
        {text('alerts.snooze')} <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}

function menuItems(alerts: readonly Alert[], acts: AlertActs, { text }: Texts): NonNullable<MenuProps['items']> {
  const isQuiet = alerts.some(({ snoozedUntilAt }) => snoozedUntilAt !== null);
  const phoneId = onlyPhone(alerts);
  return [
    ...snoozeChoices.map((choice) => ({
      key: choice,
      label: text(`alerts.snooze.${choice}`),
      onClick: () => acts.snooze(alerts, choice),
    })),
    ...(isQuiet ? [{ key: 'wake', label: text('alerts.wake'), onClick: () => acts.wake(alerts) }] : []),
    ...(phoneId === null
      ? []
      : [
          { type: 'divider' as const },
          ...snoozeChoices.map((choice) => ({
            key: `phone-${choice}`,
            label: text('alerts.snooze-phone', { until: text(`alerts.snooze.${choice}`) }),
            onClick: () => acts.snoozePhone(phoneId, choice),
          })),
        ]),
  ];
}

function onlyPhone(alerts: readonly Alert[]): string | null {
  const ids = new Set(alerts.map(({ subject }) => (subject.type === 'phone' ? subject.phoneId : null)));
  const [only] = ids;
  return ids.size === 1 ? (only ?? null) : null;
}
