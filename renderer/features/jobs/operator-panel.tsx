import { DownOutlined, NotificationOutlined } from '@ant-design/icons';
import type { OperatorTask } from '@contract/jobs.ts';
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { TaskCard } from './tasks/task-card.tsx';
import { alongDesk, taskBeside, taskToShow, type PlacedTask, type TaskStand } from './tasks/task-choice.ts';
import { TaskQueue } from './tasks/task-queue.tsx';
import { useOperatorTasks, useRing, useWaitingCount } from './use-operator-tasks.ts';

/** What a person has to do on which phone now, and who waits besides; beside every page while something waits. */
export function OperatorPanel(): ReactNode {
  const { text } = useTexts();
  const waitingCount = useWaitingCount();
  const tasks = useOperatorTasks();
  useRing(tasks);
  const [isPutAway, setPutAway] = useState(false);
  if (waitingCount === 0 || tasks.length === 0) return null;
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
      <Tasks tasks={tasks} />
      <p className="text-third task-keys">{text('tasks.keys')}</p>
    </aside>
  );
}

/** One task at a time, along the desk; the shown one stays until it is dealt with or another one is chosen. */
function Tasks({ tasks }: { readonly tasks: readonly OperatorTask[] }): ReactNode {
  const placed = usePlaced(tasks);
  const [chosen, setChosen] = useState<TaskStand | null>(null);
  const shown = taskToShow(placed, chosen);
  if (shown === null) return null;
  if (chosen === null) setChosen(shown.stand);
  const move = (by: 1 | -1): void => setChosen(taskBeside(placed, shown, by)?.stand ?? null);
  const others = placed.filter((each) => each !== shown);
  return (
    <>
      <TaskCard key={shown.task.attemptId} task={shown.task} tasks={tasks} onMove={move} />
      {others.length > 0 && <TaskQueue placed={others} onChoose={({ stand }) => setChosen(stand)} />}
    </>
  );
}

function usePlaced(tasks: readonly OperatorTask[]): readonly PlacedTask[] {
  const deskMap = useLive((state) => state.deskMap);
  const phones = useLive((state) => state.phones);
  return useMemo(
    () => alongDesk(tasks, deskMap, (phoneId) => phones.get(phoneId)?.number ?? null),
    [tasks, deskMap, phones],
  );
}
