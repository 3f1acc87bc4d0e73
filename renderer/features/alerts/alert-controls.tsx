import type { Alert } from '@contract/alerts.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import type { AlertActs } from './use-alert-acts.ts';

/** What a list of active alerts can do with each of them. */
export interface AlertControls {
  readonly chosenIds: ReadonlySet<number>;
  readonly onChoose: (alertId: number) => void;
  readonly acts: AlertActs;
}

interface AlertControlProps {
  readonly alert: Alert;
  readonly controls: AlertControls;
}

export function ChooseBox({ alert: { alertId }, controls }: AlertControlProps): ReactNode {
  const { text } = useTexts();
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      checked={controls.chosenIds.has(alertId)}
      aria-label={text('alerts.choose')}
      onChange={() => controls.onChoose(alertId)}
    />
  );
}

export function AlertButtons({ alert, controls: { acts } }: AlertControlProps): ReactNode {
  const { text } = useTexts();
  return (
    <>
      <Button
        size="small"
        tabIndex={-1}
        disabled={alert.acknowledgedAt !== null}
        onClick={() => acts.acknowledge([alert])}
      >
        {text('alerts.acknowledge')}
      </Button>
      <SnoozeMenu alerts={[alert]} acts={acts} />
    </>
  );
}
