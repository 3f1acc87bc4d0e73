import { PlayCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';

interface StartServerButtonProps {
  readonly hostId: string;
  readonly isPrimary?: boolean;
}

/** The operator's click without which a dead adb server stays dead. */
export function StartServerButton({ hostId, isPrimary = true }: StartServerButtonProps): ReactNode {
  const { text } = useTexts();
  const { acts } = useConsole();
  const [isStarting, setIsStarting] = useState(false);
  const start = async (): Promise<void> => {
    setIsStarting(true);
    await acts.perform('hosts.startServer', { hostId });
    setIsStarting(false);
  };
  return (
    <Button
      type={isPrimary ? 'primary' : 'default'}
      icon={<PlayCircleOutlined aria-hidden />}
      loading={isStarting}
      onClick={() => void start()}
    >
      {text('host.start-server')}
    </Button>
  );
}
