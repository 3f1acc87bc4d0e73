import { BellOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { OperatorButton } from '../features/operators/operator-button.tsx';
import { useTexts } from '../i18n/texts-context.tsx';
import { useLive } from '../stores/use-console.ts';
import { AppearanceSwitch } from './appearance-switch.tsx';
import { AttendanceLine } from './attendance-line.tsx';
import { HostsSummary } from './hosts-summary.tsx';

/** The desk in one line: who is here, what it hangs on, what is wrong, who acts. */
export function TopBar(): ReactNode {
  const hasSnapshot = useLive((state) => state.version >= 0);
  return (
    <header className="top-bar">
      {/* Before the first snapshot nothing is known and nothing can be set; a zero would be a claim. */}
      {hasSnapshot && <AttendanceLine />}
      {hasSnapshot && <HostsSummary />}
      <span className="toolbar-gap" />
      {hasSnapshot && <AlertBell />}
      {hasSnapshot && <OperatorButton />}
      {hasSnapshot && <AppearanceSwitch />}
    </header>
  );
}

/** The place of the alerts; while nothing raises any, its zero is a true one. */
function AlertBell(): ReactNode {
  const { text } = useTexts();
  const count = useLive((state) => state.alertCount);
  const words = count === 0 ? text('bell.none') : text('bell.some', { count });
  return (
    <Button
      type="text"
      className={count === 0 ? 'text-second' : 'tone-bad'}
      icon={<BellOutlined aria-hidden />}
      aria-label={words}
      title={words}
      data-alerts={count}
    >
      {count}
    </Button>
  );
}
