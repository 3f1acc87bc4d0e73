import { ApiOutlined, EllipsisOutlined, NumberOutlined, PoweroffOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import type { BatchAct } from '../../stores/batch-store.ts';
import { actKey, rareActs } from './batch-menu.ts';
import { useBatch } from './use-batch.ts';

const frequentActs: readonly (readonly [BatchAct, ReactNode])[] = [
  [{ kind: 'recheck' }, <ReloadOutlined key="recheck" aria-hidden />],
  [{ kind: 'reconnect' }, <ApiOutlined key="reconnect" aria-hidden />],
  [{ kind: 'show-number' }, <NumberOutlined key="show-number" aria-hidden />],
  [{ kind: 'reboot' }, <PoweroffOutlined key="reboot" aria-hidden />],
];

/** What can be done with these phones: the frequent acts as buttons, the rest in a menu. */
export function ActButtons({ phoneIds }: { readonly phoneIds: readonly string[] }): ReactNode {
  const { text } = useTexts();
  const start = useBatch();
  const items = rareActs.map((act) => ({ key: actKey(act), label: text(actKey(act)), danger: act.kind === 'forget' }));
  const startRare = (key: string): void => {
    const act = rareActs.find((candidate) => actKey(candidate) === key);
    if (act !== undefined) start(act, phoneIds);
  };
  return (
    <div className="act-buttons">
      {frequentActs.map(([act, icon]) => (
        <Button key={act.kind} icon={icon} onClick={() => start(act, phoneIds)}>
          {text(actKey(act))}
        </Button>
      ))}
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => startRare(key) }}>
        <Button icon={<EllipsisOutlined aria-hidden />}>{text('batch.more')}</Button>
      </Dropdown>
    </div>
  );
}
