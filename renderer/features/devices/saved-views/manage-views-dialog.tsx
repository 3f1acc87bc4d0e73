import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, SaveOutlined } from '@ant-design/icons';
import type { Fault } from '@contract/outcome.ts';
import { viewNameMaxLength, type SavedView } from '@contract/views.ts';
import { Button, Input, Modal, Popconfirm, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { FaultNotice } from '../../../ui/fault-notice.tsx';

/** Names, order and default of the saved views. */
export function ManageViewsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { text } = useTexts();
  const { viewBook } = useConsole();
  const views = useStore(viewBook.store, (state) => state.views);
  const [fault, setFault] = useState<Fault | null>(null);
  const run = async (act: Promise<Fault | null>): Promise<void> => setFault(await act);
  const move = (at: number, by: -1 | 1): void => {
    const ids = views.map(({ viewId }) => viewId);
    const [moved] = ids.splice(at, 1);
    if (moved !== undefined) ids.splice(at + by, 0, moved);
    void run(viewBook.reorder(ids));
  };
  return (
    <Modal open width={640} footer={null} title={text('views.manage')} onCancel={onClose}>
      <ul className="view-list">
        {views.map((view, at) => (
          <li key={view.viewId}>
            <Radio
              checked={view.isDefault}
              title={text('views.make-default')}
              aria-label={text('views.make-default')}
              onChange={() => void run(viewBook.save({ ...view, isDefault: true }))}
            />
            <ViewName key={view.name} view={view} onRun={run} />
            <Button
              icon={<ArrowUpOutlined aria-hidden />}
              title={text('views.up')}
              aria-label={text('views.up')}
              disabled={at === 0}
              onClick={() => move(at, -1)}
            />
            <Button
              icon={<ArrowDownOutlined aria-hidden />}
              title={text('views.down')}
              aria-label={text('views.down')}
              disabled={at === views.length - 1}
              onClick={() => move(at, 1)}
            />
            <Button
              icon={<SaveOutlined aria-hidden />}
              title={text('views.overwrite')}
              aria-label={text('views.overwrite')}
              onClick={() => void run(viewBook.save({ ...view, content: viewBook.content() }))}
            />
            <Popconfirm
              title={text('views.remove-title', { name: view.name })}
              okText={text('views.remove')}
              cancelText={text('act.cancel')}
              onConfirm={() => void run(viewBook.remove(view.viewId))}
            >
              <Button
                icon={<DeleteOutlined aria-hidden />}
                title={text('views.remove')}
                aria-label={text('views.remove')}
              />
            </Popconfirm>
          </li>
        ))}
      </ul>
      {views.some(({ isDefault }) => isDefault) && (
        <Button type="link" onClick={() => void run(clearDefault(viewBook, views))}>
          {text('views.no-default')}
        </Button>
      )}
      {fault !== null && <FaultNotice fault={fault} />}
    </Modal>
  );
}

function clearDefault(
  viewBook: { save(view: SavedView): Promise<Fault | null> },
  views: readonly SavedView[],
): Promise<Fault | null> {
  const chosen = views.find(({ isDefault }) => isDefault);
  return chosen === undefined ? Promise.resolve(null) : viewBook.save({ ...chosen, isDefault: false });
}

interface ViewNameProps {
  readonly view: SavedView;
  readonly onRun: (act: Promise<Fault | null>) => Promise<void>;
}

function ViewName({ view, onRun }: ViewNameProps): ReactNode {
  const { text } = useTexts();
  const { viewBook } = useConsole();
  const [name, setName] = useState(view.name);
  const save = (): void => {
    const trimmed = name.trim();
    if (trimmed === '' || trimmed === view.name) return setName(view.name);
    void onRun(viewBook.save({ ...view, name: trimmed }));
  };
  return (
    <Input
      value={name}
      maxLength={viewNameMaxLength}
      aria-label={text('views.name')}
      onChange={(event) => setName(event.target.value)}
      onPressEnter={(event) => event.currentTarget.blur()}
      onBlur={save}
    />
  );
}
