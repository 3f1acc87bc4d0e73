import { DownOutlined, NotificationOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { TaskCard } from './tasks/task-card.tsx';
import { taskBeside, taskToShow } from './tasks/task-choice.ts';
import { TaskQueue } from './tasks/task-queue.tsx';
import { useOperatorTasks, useRing, useWaitingCount } from './use-operator-tasks.ts';

/** What a person has to do on which phone now, and who waits besides; beside every page while something waits. */
export function OperatorPanel(): ReactNode {
  const { text } = useTexts();
  const waitingCount = useWaitingCount();
  const tasks = useOperatorTasks();
  useRing(tasks);
  const [isPutAway, setPutAway] = useState(false);
  const [chosenItemId, setChosenItemId] = useState<number | null>(null);
  const shown = taskToShow(tasks, chosenItemId);
  if (waitingCount === 0 || shown === null) return null;
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
  const others = tasks.filter((task) => task !== shown);
  const move = (by: 1 | -1): void => setChosenItemId(taskBeside(tasks, shown, by)?.itemId ?? null);
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
      <TaskCard key={shown.attemptId} task={shown} tasks={tasks} onMove={move} />
      {others.length > 0 && <TaskQueue tasks={others} onChoose={({ itemId }) => setChosenItemId(itemId)} />}
      <p className="text-third task-keys">{text('tasks.keys')}</p>
    </aside>
  );
}
