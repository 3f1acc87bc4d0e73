import { DownOutlined, NotificationOutlined } from '@ant-design/icons';
import type { OperatorTask } from '@contract/jobs.ts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, usePhone } from '../../stores/use-console.ts';
import { Age } from '../../ui/age.tsx';
import { phoneName } from '../devices/phone-names.ts';
import { EvidencePicture } from './evidence-picture.tsx';
import { Change } from './item-row.tsx';
import { useJobActs } from './use-job-acts.ts';
import { useOperatorTasks, useRing, useWaitingCount } from './use-operator-tasks.ts';

const shownNext = 5;

/** What a person has to do on which phone now, and what comes next; over every page while something waits. */
export function OperatorPanel(): ReactNode {
  const { text } = useTexts();
  const waitingCount = useWaitingCount();
  const tasks = useOperatorTasks();
  useRing(tasks);
  const [isPutAway, setPutAway] = useState(false);
  const [first, ...next] = tasks;
  if (waitingCount === 0 || first === undefined) return null;
  if (isPutAway) {
    return (
      <Button
        className="task-tab"
        type="primary"
        icon={<NotificationOutlined aria-hidden />}
        onClick={() => setPutAway(false)}
      >
        {text('tasks.button', { count: tasks.length })}
      </Button>
    );
  }
  return (
    <aside className="task-panel" aria-label={text('tasks.title')} aria-live="polite">
      <header className="card-head">
        <NotificationOutlined className="tone-special" aria-hidden />
        <strong>{text('tasks.button', { count: tasks.length })}</strong>
        <span className="toolbar-gap" />
        <Button size="small" type="text" icon={<DownOutlined aria-hidden />} onClick={() => setPutAway(true)}>
          {text('tasks.close')}
        </Button>
      </header>
      <Task key={first.attemptId} task={first} />
      {next.length > 0 && <NextTasks tasks={next} />}
    </aside>
  );
}

function Task({ task }: { readonly task: OperatorTask }): ReactNode {
  const texts = useTexts();
  const { text } = texts;
  const { ui } = useConsole();
  const phone = usePhone(task.phoneId);
  const showJob = (): void => ui.setState({ page: 'jobs', openJobId: task.jobId, openItemId: task.itemId });
  return (
    <section className="task" data-task={task.attemptId}>
      <div className="task-phone">
        <span className="task-number tabular">{phone?.number ?? text('value.none')}</span>
        <span className="stacked">
          <strong>{phone === null ? text('phone.removed') : phoneName(phone, texts)}</strong>
          <span className="text-second">
            {task.jobTitle} · <Age at={task.sinceAt} />
          </span>
        </span>
      </div>
      <TaskWords task={task} />
      {task.evidenceId !== null && <EvidencePicture evidenceId={task.evidenceId} />}
      <TaskButtons task={task} />
      <button type="button" className="link-button tone-info" onClick={showJob}>
        {text('tasks.show-job')}
      </button>
    </section>
  );
}

function TaskWords({ task }: { readonly task: OperatorTask }): ReactNode {
  const { text } = useTexts();
  const { tap, steps, asks, before, after, name } = task;
  const numbered = steps.map((words, place) => ({ place, words }));
  return (
    <div className="task-words">
      {asks !== 'act' && <p className="tone-warn">{text(`tasks.${asks}`)}</p>}
      {before !== null || after !== null ? (
        <p className="job-change task-change">
          <strong>{name}</strong> <Change item={task} />
        </p>
      ) : null}
      {tap !== null && (
        <p>
          {text(asks === 'confirm' ? 'tasks.will-tap' : 'tasks.tap')} <kbd className="task-tap">{tap}</kbd>
        </p>
      )}
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

function TaskButtons({ task: { attemptId, asks } }: { readonly task: OperatorTask }): ReactNode {
  const { text } = useTexts();
  const acts = useJobActs();
  const [isAnswered, setAnswered] = useState(false);
  const answer = async (isDone: boolean): Promise<void> => {
    setAnswered(true);
    setAnswered(await acts.answer(attemptId, isDone));
  };
  return (
    <div className="act-buttons">
      <Button type="primary" disabled={isAnswered} data-act="task-done" onClick={() => void answer(true)}>
        {text(`tasks.yes.${asks}`)}
      </Button>
      <Button disabled={isAnswered} data-act="task-given-up" onClick={() => void answer(false)}>
        {text(`tasks.no.${asks}`)}
      </Button>
    </div>
  );
}

function NextTasks({ tasks }: { readonly tasks: readonly OperatorTask[] }): ReactNode {
  const { text } = useTexts();
  return (
    <section className="task-next">
      <h3>{text('tasks.next')}</h3>
      <ul>
        {tasks.slice(0, shownNext).map((task) => (
          <NextTask key={task.attemptId} task={task} />
        ))}
      </ul>
    </section>
  );
}

function NextTask({ task }: { readonly task: OperatorTask }): ReactNode {
  const texts = useTexts();
  const phone = usePhone(task.phoneId);
  return (
    <li>
      <span>{phone === null ? texts.text('phone.removed') : phoneName(phone, texts)}</span>
      <span className="text-second">{task.name}</span>
    </li>
  );
}
