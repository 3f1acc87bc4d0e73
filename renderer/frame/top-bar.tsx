import type { ReactNode } from 'react';
import { StopAllButton } from '../features/jobs/stop-all-button.tsx';
import { OperatorButton } from '../features/operators/operator-button.tsx';
import { useLive } from '../stores/use-console.ts';
import { AlertBell } from './alert-bell.tsx';
import { AppearanceSwitch } from './appearance-switch.tsx';
import { AttendanceLine } from './attendance-line.tsx';
import { HostsSummary } from './hosts-summary.tsx';
import { OwnClockChip } from './own-clock-chip.tsx';

/** The desk in one line: who is here, what it hangs on, what is wrong, who acts. */
export function TopBar(): ReactNode {
  const hasSnapshot = useLive((state) => state.version >= 0);
  return (
    <header className="top-bar">
      {/* Before the first snapshot nothing is known and nothing can be set; a zero would be a claim. */}
      {hasSnapshot && <AttendanceLine />}
      {hasSnapshot && <HostsSummary />}
      <span className="toolbar-gap" />
      {hasSnapshot && <OwnClockChip />}
      {hasSnapshot && <StopAllButton />}
      {hasSnapshot && <AlertBell />}
      {hasSnapshot && <OperatorButton />}
      {hasSnapshot && <AppearanceSwitch />}
    </header>
  );
}
