import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole, useLive } from '../stores/use-console.ts';
import { useFaultText } from '../ui/use-fault-text.ts';
import { Notice } from '../ui/notice.tsx';
import { isStartFault, StartFailure } from './start-failure.tsx';

/** Says that the page no longer follows the desk, and that what it shows may be old. */
export function LinkNotice(): ReactNode {
  const texts = useTexts();
  const readFault = useFaultText();
  const { text } = texts;
  const { feed } = useConsole();
  const link = useLive((state) => state.link);
  const hasSnapshot = useLive((state) => state.version >= 0);
  if (link.kind !== 'failed') return null;
  const { both } = readFault(link.fault);
  if (!hasSnapshot && isStartFault(link.fault)) return <StartFailure fault={link.fault} />;
  return (
    <div className="notices">
      <Notice
        tone="bad"
        title={text('app.link-failed.title')}
        actions={<Button onClick={() => void feed.refresh()}>{text('act.retry')}</Button>}
      >
        <p>{both}</p>
        {hasSnapshot && <p>{text('app.link-failed.stale')}</p>}
      </Notice>
    </div>
  );
}
