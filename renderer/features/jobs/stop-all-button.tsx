import { StopOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import { isStopKey, stopKeysText } from './stop-keys.ts';

/** 全部停止: one click or the hotkey, without a question in between. On every page, and never out of reach: not all that works is a job. */
export function StopAllButton(): ReactNode {
  const { text } = useTexts();
  const stopAll = useStopAll();
  const isRunning = useLive((state) => [...state.jobs.values()].some((job) => job.state === 'running'));
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isStopKey(event)) return;
      event.preventDefault();
      stopAll();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [stopAll]);
  const keys = stopKeysText(navigator.platform);
  return (
    <Button
      danger
      type={isRunning ? 'primary' : 'default'}
      icon={<StopOutlined aria-hidden />}
      title={text(isRunning ? 'stop-all.hint' : 'stop-all.idle', { keys })}
      data-act="stop-all"
      onClick={stopAll}
    >
      {text('stop-all.button')}
    </Button>
  );
}

function useStopAll(): () => void {
  const { client, announcements } = useConsole();
  return useCallback(() => {
    const stop = async (): Promise<void> => {
      const stopped = await client.ask('jobs.stopAll', {});
      if (!stopped.ok) return announcements.publish({ kind: 'fault', fault: stopped.error });
      const { pausedCount, stoppedCount } = stopped.value;
      announcements.publish({ kind: 'all-stopped', pausedCount, stoppedCount });
    };
    void stop();
  }, [client, announcements]);
}
