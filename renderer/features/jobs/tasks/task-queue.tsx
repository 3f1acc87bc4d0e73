import type { OperatorTask } from '@contract/jobs.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { usePhone } from '../../../stores/use-console.ts';
import { Age } from '../../../ui/age.tsx';
import { phoneName } from '../../devices/phone-names.ts';
import type { PlacedTask } from './task-choice.ts';

interface TaskQueueProps {
  readonly placed: readonly PlacedTask[];
  readonly onChoose: (chosen: PlacedTask) => void;
}

/** Who waits besides the shown task, in the order along the desk; a click takes that one first. */
export function TaskQueue({ placed, onChoose }: TaskQueueProps): ReactNode {
  const { text } = useTexts();
  return (
    <section className="task-next">
      <h3>{text('tasks.next')}</h3>
      <ul>
        {placed.map((each) => (
          <li key={each.task.attemptId}>
            <QueuedTask task={each.task} onChoose={() => onChoose(each)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function QueuedTask({ task, onChoose }: { readonly task: OperatorTask; readonly onChoose: () => void }): ReactNode {
  const texts = useTexts();
  const phone = usePhone(task.phoneId);
  const name = phone === null ? texts.text('phone.removed') : phoneName({ ...phone, number: null }, texts);
  return (
    <button type="button" className="task-line" data-choose-task={task.attemptId} onClick={onChoose}>
      <strong className="tabular">{phone?.number ?? texts.text('value.none')}</strong>
      <span title={name}>{name}</span>
      <span className="text-second" title={task.name}>
        {task.name}
      </span>
      <span className="text-third">
        <Age at={task.sinceAt} isTrueTime />
      </span>
    </button>
  );
}
