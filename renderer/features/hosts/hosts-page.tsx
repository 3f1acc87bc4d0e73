import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useLive } from '../../stores/use-console.ts';
import { AddHostDialog } from './add-host-dialog.tsx';
import { HostCard } from './host-card.tsx';

/** Every adb server that the console listens to. */
export function HostsPage(): ReactNode {
  const { text } = useTexts();
  const hosts = useLive(useShallow((state) => [...state.hosts.values()]));
  const [isAdding, setIsAdding] = useState(false);
  return (
    <div className="page" data-page="hosts">
      <header className="page-head">
        <div>
          <h1>{text('nav.hosts')}</h1>
          <p className="text-second">{text('host.page-text')}</p>
        </div>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setIsAdding(true)}>
          {text('host.add')}
        </Button>
      </header>
      <div className="host-list">
        {hosts.map((host) => (
          <HostCard key={host.hostId} host={host} />
        ))}
      </div>
      {isAdding && <AddHostDialog onClose={() => setIsAdding(false)} />}
    </div>
  );
}
