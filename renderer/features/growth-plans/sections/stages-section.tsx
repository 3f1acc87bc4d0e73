import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { NumberField, TextField } from '../fields/plain-fields.tsx';
import { RuleListField } from '../fields/rule-list-field.tsx';
import { isBranch } from '../model/plan-path.ts';
import { useEditing, useValue } from '../use-draft.ts';
import { Line, Part } from './section-frame.tsx';
import { TaskTable } from './task-table.tsx';

interface StagesSectionProps {
  readonly stage: number;
  readonly onStage: (stage: number) => void;
}

/** One stage at a time: its days, its checklist, and what it takes to leave it. */
export function StagesSection({ stage, onStage }: StagesSectionProps): ReactNode {
  const { text } = useTexts();
  const stages = useValue(['stages']);
  const ids = (Array.isArray(stages) ? stages : []).map((entry: unknown) => {
    const id = isBranch(entry) ? entry['id'] : null;
    return typeof id === 'string' ? id : '?';
  });
  const path = ['stages', stage];
  return (
    <>
      <Segmented<number>
        aria-label={text('plans.stage')}
        value={stage}
        options={ids.map((id, value) => ({ value, label: <StageName id={id} at={value} /> }))}
        onChange={onStage}
      />
      <Part title={text('plans.part.stage')}>
        <Line name={text('plans.field.title-zh')}>
          <TextField path={[...path, 'zh']} label={text('plans.field.title-zh')} isShort />
        </Line>
        <Line name={text('plans.field.title-en')}>
          <TextField path={[...path, 'en']} label={text('plans.field.title-en')} isShort />
        </Line>
        <Line name={text('plans.field.days')}>
          {text('plans.days.from')}
          <NumberField path={[...path, 'day_from']} label={text('plans.days.first')} />
          {text('plans.days.to')}
          <LastDay stage={stage} isLast={stage === ids.length - 1} />
        </Line>
      </Part>
      <Part title={text('plans.part.tasks')}>
        <TaskTable key={stage} stage={stage} />
      </Part>
      <Part title={text('plans.part.exit')}>
        <p className="text-second">{text('plans.exit-text')}</p>
        <RuleListField path={[...path, 'exit_gate']} form="exit" label={text('plans.part.exit')} />
      </Part>
    </>
  );
}

function StageName({ id, at }: { readonly id: string; readonly at: number }): ReactNode {
  const { text } = useTexts();
  const { check } = useEditing();
  const own = `stages.${id}.`;
  const isWrong = [...check.problemsAt.keys()].some((path) => path.startsWith(own) && !path.startsWith(`${own}caps`));
  return (
    <span data-stage={at}>
      {id}
      {isWrong && <strong className="tone-bad"> {text('plans.wrong-mark')}</strong>}
    </span>
  );
}

function LastDay({ stage, isLast }: { readonly stage: number; readonly isLast: boolean }): ReactNode {
  const { text } = useTexts();
  const value = useValue(['stages', stage, 'day_to']);
  if (isLast && value === null) return <span>{text('plans.days.open')}</span>;
  return (
    <>
      <NumberField path={['stages', stage, 'day_to']} label={text('plans.days.last')} />
      {text('plans.days.end')}
    </>
  );
}
