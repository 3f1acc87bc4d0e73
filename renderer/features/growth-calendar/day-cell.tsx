import {
  CaretDownFilled,
  CaretUpFilled,
  CarryOutOutlined,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  OrderedListOutlined,
  RiseOutlined,
} from '@ant-design/icons';
import type { CalendarRow } from '@contract/account-calendar.ts';
import type { ActionId } from '@contract/plan-ids.ts';
import type { ReactNode } from 'react';
import { planDateText } from '../../format/plan-times.ts';
import { useTexts } from '../../i18n/texts-context.tsx';
import { marksOf, type CalendarCell, type cellMarks } from './calendar-cells.ts';
import { dayClass } from './day-class.ts';

const icons: Readonly<Record<(typeof cellMarks)[number], typeof CaretUpFilled>> = {
  opens: CaretUpFilled,
  closes: CaretDownFilled,
  'task-due': CarryOutOutlined,
  'task-overdue': ExclamationCircleFilled,
  job: OrderedListOutlined,
  'limit-ends': ClockCircleOutlined,
  'stage-soonest': RiseOutlined,
};

const tones: Readonly<Record<(typeof cellMarks)[number], string>> = {
  opens: 'good',
  closes: 'warn',
  'task-due': 'info',
  'task-overdue': 'bad',
  job: 'info',
  'limit-ends': 'special',
  'stage-soonest': 'good',
};

interface DayCellProps {
  readonly cell: CalendarCell;
  readonly row: CalendarRow;
  readonly isToday: boolean;
  readonly isChosen: boolean;
  readonly action: ActionId | null;
  readonly onChoose: (day: string) => void;
}

/** One account on one day: its stage, whether the chosen action is closed, and marks of what happens or is due. */
export function DayCell({ cell, row, isToday, isChosen, action, onChoose }: DayCellProps): ReactNode {
  const texts = useTexts();
  const { text, language } = texts;
  const { day, stage, isFirst, closed } = cell;
  const marks = marksOf(cell);
  const open = action === null ? '' : text(closed === null ? 'calendar.open-day' : `job.code.${closed.code}.short`);
  const words = marks.map((kind) => text(`calendar.kind.${kind}`));
  const lowered = stage !== null && stage.stageId !== stage.effectiveStageId;
  return (
    <span
      role="gridcell"
      tabIndex={-1}
      className={`${dayClass('calendar-cell', { day, isToday, isChosen })}${action === null ? '' : closed === null ? ' is-open' : ' is-shut'}`}
      data-stage={row.isPractice ? 'practice' : stage?.stageId}
      data-condition={stage?.condition}
      title={[planDateText(language, day), stage?.stageId ?? '', open, ...words]
        .filter((part) => part !== '')
        .join(' · ')}
      onMouseDown={() => onChoose(day)}
    >
      <span className="calendar-stage">
        {isFirst && !row.isPractice && stage?.stageId}
        {isFirst && lowered && <small>{stage.effectiveStageId}</small>}
      </span>
      <span className="calendar-marks">
        {marks.map((kind) => {
          const Icon = icons[kind];
          return <Icon key={kind} className={`tone-${tones[kind]}`} aria-label={text(`calendar.kind.${kind}`)} />;
        })}
      </span>
    </span>
  );
}
