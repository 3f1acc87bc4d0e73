import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { ChoiceField, SwitchField, TextField } from '../fields/plain-fields.tsx';
import { isBranch, type Path } from '../model/plan-path.ts';
import { useEditing, useValue } from '../use-draft.ts';

/** The checklist of a stage. */
export function TaskTable({ stage }: { readonly stage: number }): ReactNode {
  const { text } = useTexts();
  const { draft } = useEditing();
  const list: Path = ['stages', stage, 'tasks'];
  const value = useValue(list);
  const tasks: readonly unknown[] = Array.isArray(value) ? value : [];
  const add = (): void => {
    const id = freeId(tasks);
    const [zh, en] = [text('plans.new-task'), id];
    draft.append(list, { id, zh, en, frequency: 'once', required: true, who: 'human', sources: ['A'] });
  };
  return (
    <>
      <table className="data-table plan-tasks">
        <thead>
          <tr>
            <th>{text('plans.task.id')}</th>
            <th>{text('plans.task.words')}</th>
            <th>{text('plans.task.frequency')}</th>
            <th>{text('plans.task.required')}</th>
            <th>{text('plans.task.proof')}</th>
            <th aria-label={text('plans.take-away')} />
          </tr>
        </thead>
        <tbody>
          {tasks.map((_task, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a task keeps its field while its id is typed
            <TaskRow key={at} path={[...list, at]} />
          ))}
        </tbody>
      </table>
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={add}>
        {text('plans.add-task')}
      </Button>
    </>
  );
}

function TaskRow({ path }: { readonly path: Path }): ReactNode {
  const { text } = useTexts();
  const { draft } = useEditing();
  return (
    <tr>
      <td>
        <TextField path={[...path, 'id']} label={text('plans.task.id')} isShort />
      </td>
      <td className="plan-both">
        <TextField path={[...path, 'zh']} label={text('plans.field.title-zh')} />
        <TextField path={[...path, 'en']} label={text('plans.field.title-en')} />
      </td>
      <td>
        <ChoiceField path={[...path, 'frequency']} label={text('plans.task.frequency')} words="frequency" />
      </td>
      <td>
        <SwitchField path={[...path, 'required']} label={text('plans.task.required')} isBare />
      </td>
      <td>
        <TextField path={[...path, 'proof']} label={text('plans.task.proof')} isOptional isShort />
      </td>
      <td>
        <button
          type="button"
          className="plan-icon"
          title={text('plans.take-away')}
          aria-label={text('plans.take-away')}
          onClick={() => draft.set(path, undefined)}
        >
          <CloseOutlined aria-hidden />
        </button>
      </td>
    </tr>
  );
}

function freeId(tasks: readonly unknown[]): string {
  const taken = new Set(tasks.map((task) => (isBranch(task) ? task['id'] : null)));
  let at = tasks.length + 1;
  while (taken.has(`task_${at}`)) at += 1;
  return `task_${at}`;
}
