import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole } from '../../stores/use-console.ts';
import type { Supervision } from './use-growth.ts';

interface SupervisorOnlyProps {
  readonly supervision: Supervision;
  /** What is meant, where no button beside it says so. */
  readonly act?: 'loosen';
  /** Gets whether the act can be tried now. */
  readonly children: (isPermitted: boolean) => ReactNode;
}

/** What only a supervisor does: everybody sees it, and whoever may not do it reads who may. */
export function SupervisorOnly({ supervision, act, children }: SupervisorOnlyProps): ReactNode {
  const { text } = useTexts();
  const { gate } = useConsole();
  const { operatorName, isSupervisor, supervisors } = supervision;
  const names = supervisors.join(text('growth.list-comma'));
  const isPermitted = operatorName === null || isSupervisor;
  return (
    <span className="growth-supervisor">
      {children(isPermitted)}
      {!isPermitted && (
        <span className="text-second" data-supervisor-only>
          {text(act === undefined ? 'growth.supervisor-only' : `growth.supervisor-only-${act}`, { names })}{' '}
          <Button type="link" size="small" onClick={() => void gate.ask()}>
            {text('operators.change')}
          </Button>
        </span>
      )}
    </span>
  );
}
