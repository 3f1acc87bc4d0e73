import type { ListedOperator } from '@contract/operators.ts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { momentText } from '../../format/times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useTicking } from '../../stores/use-console.ts';

const minuteMs = 60_000;
const minuteOf = (now: number): number => now - (now % minuteMs);

interface PresentOperatorProps {
  readonly operators: readonly ListedOperator[];
  readonly onLeave: () => void;
}

/** Who is at the desk, and since when; whoever goes away says so here. */
export function PresentOperator({ operators, onLeave }: PresentOperatorProps): ReactNode {
  const { text, language } = useTexts();
  const now = useTicking(minuteOf);
  const present = operators.find(({ presentSinceAt }) => presentSinceAt !== null);
  if (present === undefined || present.presentSinceAt === null) return null;
  const at = momentText(language, present.presentSinceAt, now);
  return (
    <div className="act-buttons" data-present-operator={present.operatorId}>
      <span>{text('operators.present', { name: present.name, at })}</span>
      <Button data-act="leave" onClick={onLeave}>
        {text('operators.leave')}
      </Button>
    </div>
  );
}
