import { PlayCircleOutlined } from '@ant-design/icons';
import type { Schedule } from '@contract/schedules.ts';
import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';

/** Has a schedule run at once; one that opens a window for jobs says until when before it does. */
export function RunNowButton({ schedule }: { readonly schedule: Schedule }): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const { scheduleId, kind, running, window, asking } = schedule;
  const run = (): void => void acts.perform('schedules.runNow', { scheduleId });
  const isOpener = kind === 'job-window';
  // Where a question stands, its own buttons answer it.
  if (asking !== null) return null;
  const button = (
    <Button
      size="small"
      icon={<PlayCircleOutlined aria-hidden />}
      disabled={running !== null}
      title={running === null ? undefined : text('error.invalid-input.still-running.cause')}
      data-act="run-now"
      {...(isOpener ? {} : { onClick: run })}
    >
      {text(isOpener ? 'schedules.open-now' : 'schedules.run-now')}
    </Button>
  );
  if (!isOpener) return button;
  return (
    <Popconfirm
      title={text('schedules.open-now')}
      description={<div className="confirm-text">{text('schedules.open-now-text', { at: window?.to ?? '' })}</div>}
      okText={text('schedules.open-now')}
      cancelText={text('act.cancel')}
      disabled={running !== null}
      onConfirm={run}
    >
      {button}
    </Popconfirm>
  );
}
