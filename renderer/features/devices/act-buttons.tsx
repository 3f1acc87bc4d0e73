import { ApiOutlined, EllipsisOutlined, NumberOutlined, PoweroffOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useTexts } from '../../i18n/texts-context.tsx';
import { useConsole, useLive } from '../../stores/use-console.ts';
import type { BatchAct } from '../../stores/batch-store.ts';
import { actKey, rareActs, wouldChange } from './batch-menu.ts';
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
  return (
    <div className="act-buttons">
      {frequentActs.map(([act, icon]) => (
        <Button key={act.kind} icon={icon} onClick={() => start(act, phoneIds)}>
          {text(actKey(act))}
        </Button>
      ))}
      <RareActs phoneIds={phoneIds} />
    </div>
  );
}

const reportKey = 'report.export';

/** Only acts that would change something are offered. */
function RareActs({ phoneIds }: { readonly phoneIds: readonly string[] }): ReactNode {
  const { text } = useTexts();
  const start = useBatch();
  const { ui } = useConsole();
  const useful = useLive(
    useShallow(({ phones }) => {
      const chosen = phoneIds.flatMap((phoneId) => phones.get(phoneId) ?? []);
      return rareActs.filter((act) => wouldChange(act, chosen));
    }),
  );
  const items = [
    { key: reportKey, label: text(reportKey), danger: false },
    ...useful.map((act) => ({ key: actKey(act), label: text(actKey(act)), danger: act.kind === 'forget' })),
  ];
  const startRare = (key: string): void => {
    if (key === reportKey) return ui.setState({ reportOrder: { kind: 'phones', phoneIds } });
    const act = useful.find((candidate) => actKey(candidate) === key);
    if (act !== undefined) start(act, phoneIds);
  };
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => startRare(key) }}>
      <Button icon={<EllipsisOutlined aria-hidden />}>{text('batch.more')}</Button>
    </Dropdown>
  );
}
