import { NumberOutlined } from '@ant-design/icons';
import type { OperatorTask } from '@contract/jobs.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, usePhone } from '../../../stores/use-console.ts';
import { Age } from '../../../ui/age.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { phoneName } from '../../devices/phone-names.ts';
import { Change } from '../item-row.tsx';
import { useJobActs } from '../use-job-acts.ts';
import { TaskAccount } from './task-account.tsx';
import { TaskPicture } from './task-picture.tsx';
import { TaskPlace } from './task-place.tsx';
import { useTaskAnswer } from './use-task-answer.ts';
import { useTaskKeys } from './use-task-keys.ts';

interface TaskCardProps {
  readonly task: OperatorTask;
  readonly tasks: readonly OperatorTask[];
  readonly onMove: (by: 1 | -1) => void;
}

/** One task: which phone and where, what it is about, what to tap and where on its screen, and the operator's answer. */
export function TaskCard({ task, tasks, onMove }: TaskCardProps): ReactNode {
  const { text } = useTexts();
  const { ui } = useConsole();
  const { canAnswer, answer } = useTaskAnswer(task);
  useTaskKeys({ onDone: () => answer(true), onGivenUp: () => answer(false), onMove });
  const { attemptId, asks, evidenceId, tapArea, jobId, itemId } = task;
  return (
    <section className="task" data-task={attemptId}>
      <TaskPhone task={task} />
      <TaskPlace task={task} tasks={tasks} />
      <TaskAccount accountId={task.accountId} />
      <TaskWords task={task} />
      {evidenceId !== null && <TaskPicture evidenceId={evidenceId} tapArea={tapArea} />}
      <div className="act-buttons">
        <Button type="primary" disabled={!canAnswer} data-act="task-done" onClick={() => answer(true)}>
          {text(`tasks.yes.${asks}`)}
        </Button>
        <Button disabled={!canAnswer} data-act="task-given-up" onClick={() => answer(false)}>
          {text(`tasks.no.${asks}`)}
        </Button>
        <span className="toolbar-gap" />
        <Button
          type="link"
          size="small"
          onClick={() => ui.setState({ page: 'jobs', openJobId: jobId, openItemId: itemId })}
        >
          {text('tasks.show-job')}
        </Button>
      </div>
    </section>
  );
}

function TaskPhone({ task }: { readonly task: OperatorTask }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const phone = usePhone(task.phoneId);
  const number = phone?.number ?? null;
  return (
    <div className="task-phone">
      <span className="task-number tabular">{number ?? text('value.none')}</span>
      <span className="stacked">
        <strong className="task-label">
          {phone === null ? text('phone.removed') : phoneName({ ...phone, number: null }, texts)}
        </strong>
        <span className="task-about text-second">
          <Badge tone="special">{text(`job.mode.${task.mode}`)}</Badge>
          <span title={task.jobTitle}>{task.jobTitle}</span>
          <Age at={task.sinceAt} isTrueTime />
        </span>
      </span>
      {number !== null && <NumberButton attemptId={task.attemptId} />}
    </div>
  );
}

/** Has the phone itself show its number, for a moment, over what is on its screen. */
function NumberButton({ attemptId }: { readonly attemptId: number }): ReactNode {
  const { text } = useTexts();
  const acts = useJobActs();
  const [isShowing, setShowing] = useState(false);
  const show = async (): Promise<void> => {
    setShowing(true);
    await acts.showNumber(attemptId);
    setShowing(false);
  };
  return (
    <Button
      icon={<NumberOutlined aria-hidden />}
      loading={isShowing}
      title={text('tasks.show-number')}
      aria-label={text('tasks.show-number')}
      data-act="task-number"
      onClick={() => void show()}
    />
  );
}

function TaskWords({ task }: { readonly task: OperatorTask }): ReactNode {
  const { text } = useTexts();
  const { tap, steps, asks, before, after, name, byHandCode } = task;
  const numbered = steps.map((words, place) => ({ place, words }));
  return (
    <div className="task-words">
      {byHandCode !== null && (
        <p className="tone-warn" data-by-hand={byHandCode}>
          {text(`job.code.${byHandCode}.cause`)}
        </p>
      )}
      {asks !== 'act' && <p className="tone-warn">{text(`tasks.${asks}`)}</p>}
      {(before !== null || after !== null) && (
        <p className="job-change task-change">
          {before !== name && <strong>{name}</strong>} <Change item={task} />
        </p>
      )}
      {tap !== null && (
        <p>
          {text(asks === 'confirm' ? 'tasks.will-tap' : 'tasks.tap')} <kbd className="task-tap">{tap}</kbd>
        </p>
      )}
      {tap !== null && asks === 'act' && <p className="text-second">{text('tasks.tap-hint')}</p>}
      {steps.length > 0 && (
        <>
          <p className="text-second">{text('tasks.do')}</p>
          <ol className="task-steps">
            {numbered.map(({ place, words }) => (
              <li key={place}>{words}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
