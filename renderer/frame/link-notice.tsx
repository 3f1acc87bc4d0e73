import type { ErrorCode } from '@contract/outcome.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole, useLive } from '../stores/use-console.ts';
import { faultText } from '../ui/fault-text.ts';
import { Notice } from '../ui/notice.tsx';

/** With these the console did not start at all: asking again answers the same until it is opened anew. */
const startFaults: ReadonlySet<ErrorCode> = new Set([
  'data-folder-locked',
  'data-folder-unwritable',
  'database-corrupt',
  'database-newer',
  'disk-full',
  'backup-failed',
]);

/** Says that the page no longer follows the desk, and that what it shows may be old. */
export function LinkNotice(): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { feed } = useConsole();
  const link = useLive((state) => state.link);
  const hasSnapshot = useLive((state) => state.version >= 0);
  if (link.kind !== 'failed') return null;
  const { both } = faultText(texts, link.fault);
  if (!hasSnapshot && startFaults.has(link.fault.code)) {
    return (
      <div className="notices">
        <Notice tone="bad" title={text('app.start-failed.title')}>
          <p>{both}</p>
          <p>{text('app.start-failed.text')}</p>
        </Notice>
      </div>
    );
  }
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
