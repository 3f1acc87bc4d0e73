import { Button } from 'antd';
import type { ReactNode } from 'react';
import { fullTimeText } from '../format/times.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { useConsole, useUi } from '../stores/use-console.ts';
import { Notice } from '../ui/notice.tsx';

/** After a restore: what the console stands on now, and where the damaged database was put. */
export function RestoredNotice(): ReactNode {
  const { text, language } = useTexts();
  const { ui } = useConsole();
  const restored = useUi((state) => state.restored);
  if (restored === null) return null;
  const { setAsideAs, restoredFrom, backupAt } = restored;
  const time = backupAt === null ? text('value.none') : fullTimeText(language, backupAt);
  return (
    <Notice
      tone="good"
      title={restoredFrom === null ? text('restored.empty') : text('restored.newest', { time })}
      actions={
        <Button type="text" onClick={() => ui.setState({ restored: null })}>
          {text('act.close')}
        </Button>
      }
    >
      <p>{text('restored.kept', { path: setAsideAs })}</p>
    </Notice>
  );
}
