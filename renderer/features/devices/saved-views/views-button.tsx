import { EyeOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole } from '../../../stores/use-console.ts';
import { ManageViewsDialog } from './manage-views-dialog.tsx';
import { SaveViewDialog } from './save-view-dialog.tsx';

const saveKey = 'act/save';
const manageKey = 'act/manage';

/** The saved views by name, and where the present one is saved. */
export function ViewsButton(): ReactNode {
  const { text } = useTexts();
  const { viewBook } = useConsole();
  const views = useStore(viewBook.store, (state) => state.views);
  const currentId = useStore(viewBook.store, (state) => state.currentId);
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  useEffect(() => void viewBook.load(), [viewBook]);
  const current = views.find(({ viewId }) => viewId === currentId);
  const items = [
    ...views.map(({ viewId, name, isDefault }) => ({
      key: viewId,
      label: isDefault ? text('views.default-name', { name }) : name,
    })),
    ...(views.length > 0 ? [{ type: 'divider' as const }] : []),
    { key: saveKey, label: text('views.save-as') },
    { key: manageKey, label: text('views.manage'), disabled: views.length === 0 },
  ];
  const choose = (key: string): void => {
    if (key === saveKey) return setDialog('save');
    if (key === manageKey) return setDialog('manage');
    const view = views.find(({ viewId }) => viewId === key);
    if (view !== undefined) viewBook.apply(view);
  };
  const selectedKeys = current === undefined ? [] : [current.viewId];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys, onClick: ({ key }) => choose(key) }}>
        <Button icon={<EyeOutlined aria-hidden />} title={text('views.hint')} data-act="views">
          {current?.name ?? text('views.button')}
        </Button>
      </Dropdown>
      {dialog === 'save' && <SaveViewDialog onClose={() => setDialog(null)} />}
      {dialog === 'manage' && <ManageViewsDialog onClose={() => setDialog(null)} />}
    </>
  );
}
