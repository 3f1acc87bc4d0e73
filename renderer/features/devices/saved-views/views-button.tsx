import { EyeOutlined } from '@ant-design/icons';
import type { SavedView } from '@contract/views.ts';
import { Button, Dropdown } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../../stores/use-console.ts';
import { ManageViewsDialog } from './manage-views-dialog.tsx';
import { SaveViewDialog } from './save-view-dialog.tsx';

const updateKey = 'act/update';
const saveKey = 'act/save';
const manageKey = 'act/manage';

/** The saved views by name, and where the present one is saved. */
export function ViewsButton(): ReactNode {
  const { text } = useTexts();
  const { viewBook, announcements } = useConsole();
  const views = useStore(viewBook.store, (state) => state.views);
  const currentId = useStore(viewBook.store, (state) => state.currentId);
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  useEffect(() => void viewBook.load(), [viewBook]);
  const current = views.find(({ viewId }) => viewId === currentId);
  const isChanged = useIsChanged(current);
  const items = [
    ...views.map(({ viewId, name, isDefault }) => ({
      key: viewId,
      label: isDefault ? text('views.default-name', { name }) : name,
    })),
    ...(views.length > 0 ? [{ type: 'divider' as const }] : []),
    ...(current !== undefined && isChanged
      ? [{ key: updateKey, label: text('views.update', { name: current.name }) }]
      : []),
    { key: saveKey, label: text('views.save-as') },
    { key: manageKey, label: text('views.manage'), disabled: views.length === 0 },
  ];
  const update = async (view: SavedView): Promise<void> => {
    const fault = await viewBook.save({ ...view, content: viewBook.content() });
    if (fault !== null) announcements.publish({ kind: 'fault', fault });
  };
  const choose = (key: string): void => {
    if (key === updateKey && current !== undefined) return void update(current);
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
          {current === undefined
            ? text('views.button')
            : isChanged
              ? text('views.changed', { name: current.name })
              : current.name}
        </Button>
      </Dropdown>
      {dialog === 'save' && <SaveViewDialog onClose={() => setDialog(null)} />}
      {dialog === 'manage' && <ManageViewsDialog onClose={() => setDialog(null)} />}
    </>
  );
}

/** The list is looked at otherwise than the view says: its name alone would not be true. */
function useIsChanged(view: SavedView | undefined): boolean {
  const { listing } = useConsole();
  const layout = useLive((state) => state.settings.devicesView);
  const shown = useStore(listing, ({ filter, order, hiddenColumns }) =>
    JSON.stringify({ filter, order, hiddenColumns }),
  );
  if (view === undefined) return false;
  const { filter, order, hiddenColumns } = view.content;
  return layout !== view.content.layout || JSON.stringify({ filter, order, hiddenColumns }) !== shown;
}
